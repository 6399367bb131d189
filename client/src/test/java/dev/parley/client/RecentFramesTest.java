package dev.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecentFramesTest {
    private final RecentFrames frames = new RecentFrames();

    private ServerFrame read(String text) throws IOException {
        var bytes = ("#" + text + "##").getBytes(StandardCharsets.UTF_8);
        return frames.read(bytes, 1, bytes.length - 3);
    }

    private static String event(int seq, String text) {
        return """
                {"type":"event","conversation":"g:t","seq":%d,"eventId":"e%d","event":"message.created","actor":"alice",\
                "clientMsgId":"c","data":{"message":{"id":"m","text":"%s"}}}""".formatted(seq, seq, text);
    }

    @Test
    void readsWhatComesAgainOnce() throws IOException {
        var first = read(event(1, "hi"));
        assertSame(first, read(event(1, "hi")));
        assertEquals(1, ((ServerFrame.Live) first).event().seq());
    }

    /** More texts than places, each one different by a byte from another. */
    @Test
    void tellsAlikeTextsApart() throws IOException {
        for (var round = 0; round < 2; round++) {
            for (var seq = 1_000; seq < 3_000; seq++) {
                var said = ((ServerFrame.Live) read(event(seq, round == 0 ? "hi" : "ho"))).event();
                assertEquals(seq, said.seq());
                assertEquals(round == 0 ? "hi" : "ho", said.text());
            }
        }
    }

    @Test
    void keepsOnlyEvents() throws IOException {
        assertNotSame(
                read("{\"type\":\"caught-up\",\"conversation\":\"g:t\",\"seq\":1}"),
                read("{\"type\":\"caught-up\",\"conversation\":\"g:t\",\"seq\":1}"));
    }

    @Test
    void refusesADamagedCopy() throws IOException {
        var text = event(1, "hi");
        read(text);
        var damaged = text.substring(0, text.length() - 2);
        assertThrows(IOException.class, () -> read(damaged));
    }
}
