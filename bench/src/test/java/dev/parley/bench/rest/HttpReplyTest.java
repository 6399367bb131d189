package dev.parley.bench.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReplyTest {
    @Test
    void readsOneAfterTheOther() throws Exception {
        var in = in("HTTP/1.1 201 Created\r\nContent-Length: 4\r\nX: y\r\n\r\nbodyHTTP/1.1 204 No Content\r\n"
                + "Connection: close\r\n\r\n");

        var first = HttpReply.read(in);
        assertEquals(201, first.status());
        assertEquals("body", first.text());
        assertTrue(first.isKeptAlive());
        var second = HttpReply.read(in);
        assertEquals(204, second.status());
        assertEquals("", second.text());
        assertFalse(second.isKeptAlive());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            })
    void refusesWhatIsNone(String bytes) {
        assertThrows(IOException.class, () -> HttpReply.read(in(bytes)));
    }

    private static DataInputStream in(String text) {
        return new DataInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
