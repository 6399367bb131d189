package dev.parley.bench.peer.nats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.bench.peer.ByteStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NatsDecoderTest {
    private final List<String> heard = new ArrayList<>();
    private final ByteStream stream = new ByteStream(new NatsDecoder(new NatsDecoder.Sink() {
        @Override
        public void control(String line) {
            heard.add(line);
        }

        @Override
        public void message(byte[] bytes, int offset, int length) {
            heard.add("message " + new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
    }));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void findsLinesAndPayloadsHoweverTheyAreCut(int atATime) {
        var bytes = "INFO {}\r\n+OK\r\nMSG u.a 1 7\r\none\r\n2\n\r\nMSG u.a 1 0\r\n\r\nPING\r\nMSG u.a 1 9\r\nhal"
                .getBytes(StandardCharsets.UTF_8);
        for (var at = 0; at < bytes.length; at += atATime) {
            stream.add(bytes, at, Math.min(atATime, bytes.length - at));
        }

        assertEquals(List.of("INFO {}", "+OK", "message one\r\n2\n", "message ", "PING"), heard);
    }

    @ParameterizedTest
    @CsvSource({"MSG", "MSG ", "MSG u.a 1 -5", "MSG u.a 1 99999999999", "MSG u.a 1 x"})
    void tellsAnAnnouncementWithoutASizeAsALine(String line) {
        var bytes = (line + "\r\n").getBytes(StandardCharsets.UTF_8);

        stream.add(bytes, 0, bytes.length);

        assertEquals(List.of(line), heard);
    }

    @Test
    void waitsForTheEndOfALine() {
        var bytes = "\r+OK\r".getBytes(StandardCharsets.UTF_8);

        stream.add(bytes, 0, bytes.length);

        assertEquals(List.of(), heard);
    }
}
