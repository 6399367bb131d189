package dev.parley.wsfanout.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the network slices a client's bytes, and however a client fragments its messages, the same frames come out. */
class FrameSlicingTest {
    private static final int MESSAGES = 200;
    private static final int LIMIT = 200_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void decodesTheSameWhateverTheSlices(long seed) {
        var random = new Random(seed);
        var sent = new ArrayList<String>();
        var bytes = new ByteArrayOutputStream();
        for (var i = 0; i < MESSAGES; i++) {
            write(random, bytes, sent);
        }
        assertEquals(sent, received(random, bytes.toByteArray()), "seed " + seed);
    }

    private static void write(Random random, ByteArrayOutputStream bytes, List<String> sent) {
        var text = text(random);
        var payload = text.getBytes(StandardCharsets.UTF_8);
        var from = 0;
        var isFirst = true;
        while (random.nextInt(3) == 0) {
            var to = from + random.nextInt(payload.length - from + 1);
            bytes.writeBytes(ClientFrames.frame(isFirst ? 0x01 : 0x00, slice(payload, from, to)));
            isFirst = false;
            from = to;
            if (random.nextBoolean()) {
                bytes.writeBytes(ClientFrames.ping("p" + sent.size()));
                sent.add("ping p" + sent.size());
            }
        }
        bytes.writeBytes(ClientFrames.frame(isFirst ? 0x81 : 0x80, slice(payload, from, payload.length)));
        sent.add("text " + text);
    }

    private static List<String> received(Random random, byte[] bytes) {
        var decoder = new FrameDecoder(LIMIT);
        var received = new ArrayList<String>();
        var at = 0;
        while (at < bytes.length) {
            var size = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 5000));
            var in = ByteBuffer.wrap(bytes, at, size);
            for (var incoming = decoder.next(in); incoming != null; incoming = decoder.next(in)) {
                received.add(show(incoming));
            }
            at += size;
        }
        return received;
    }

    private static String show(Incoming incoming) {
        return switch (incoming) {
            case Incoming.Text(var utf8) -> "text " + new String(utf8, StandardCharsets.UTF_8);
            case Incoming.Ping(var payload) -> "ping " + new String(payload, StandardCharsets.UTF_8);
            case Incoming.Binary _, Incoming.Pong _, Incoming.Close _, Incoming.Violation _ -> incoming.toString();
        };
    }

    private static String text(Random random) {
        var length = random.nextInt(10) == 0 ? random.nextInt(40_000) : random.nextInt(300);
        var text = new StringBuilder();
        random.ints(length, 0, 5)
                .mapToObj(kind -> List.of("a", "é", "→", "😀", "\0").get(kind))
                .forEach(text::append);
        return text.toString();
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return java.util.Arrays.copyOfRange(bytes, from, to);
    }
}
