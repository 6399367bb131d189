package dev.parley.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteStreamTest {
    private final List<String> lines = new ArrayList<>();
    private final ByteStream stream = new ByteStream(this::line);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void handsOnWhatIsWholeHoweverItIsCut(int atATime) {
        var bytes = "one\ntwo\n\nthree\nfou".getBytes(StandardCharsets.UTF_8);
        for (var at = 0; at < bytes.length; at += atATime) {
            stream.add(bytes, at, Math.min(atATime, bytes.length - at));
        }

        assertEquals(List.of("one", "two", "", "three"), lines);
    }

    private int line(byte[] bytes, int from, int to) {
        for (var at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                lines.add(new String(bytes, from, at - from, StandardCharsets.UTF_8));
                return at + 1;
            }
        }
        return from;
    }
}
