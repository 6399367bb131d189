package dev.parley.bench.peer.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.bench.peer.ByteStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MqttDecoderTest {
    private final List<String> heard = new ArrayList<>();
    private final ByteStream stream = new ByteStream(new MqttDecoder(new Heard()));

    private final class Heard implements MqttDecoder.Sink {
        @Override
        public void connected(boolean isAccepted) {
            heard.add(isAccepted ? "in" : "out");
        }

        @Override
        public void subscribed() {
            heard.add("subscribed");
        }

        @Override
        public void published(int id, byte[] bytes, int offset, int length) {
            heard.add(id + " " + new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void acknowledged(int id) {
            heard.add("acknowledged " + id);
        }

        @Override
        public void broken(String why) {
            heard.add("broken");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 1000})
    void findsPacketsHoweverTheyAreCut(int atATime) {
        var stored = HexFormat.of()
                .parseHex("20020000" + "9003000101" + "3207" + "000175" + "0102" + "6869" + "3005" + "000175" + "6869"
                        + "40020102" + "d000" + "32");
        for (var at = 0; at < stored.length; at += atATime) {
            stream.add(stored, at, Math.min(atATime, stored.length - at));
        }

        assertEquals(List.of("in", "subscribed", "258 hi", "0 hi", "acknowledged 258"), heard);
    }

    @ParameterizedTest
    @CsvSource({
        "20020005, out", // not authorised
        "2000, out", // no code
        "4000, broken", // acknowledgement without an id
        "3000, broken", // message without a topic
        "3003ffff00, broken", // topic longer than the packet
        "3203000175, broken", // no id
        "32ffffffff01, broken" // length of five bytes
    })
    void neverReadsPastWhatThereIs(String hex, String expected) {
        var bytes = HexFormat.of().parseHex(hex);

        stream.add(bytes, 0, bytes.length);

        assertEquals(List.of(expected), heard);
    }
}
