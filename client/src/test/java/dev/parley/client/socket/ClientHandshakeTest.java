package dev.parley.client.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientHandshakeTest {
    @ParameterizedTest
    @CsvSource({
        "Retry-After: 7, 7",
        "retry-after:3, 3",
        "Retry-After: soon, 0",
        "Retry-After: -1, 0",
        "Retry-After: 99999999999, 0",
        "X-Retry-After: 7, 0"
    })
    void tellsHowLongARefusalAsksToWait(String header, long seconds) {
        var handshake = new ClientHandshake(SocketEndpoint.of(URI.create("http://localhost:1")), "token");
        var answer = ("HTTP/1.1 503 Service Unavailable\r\n" + header + "\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        var refused =
                assertInstanceOf(ClientHandshake.Progress.Refused.class, handshake.read(answer, 0, answer.length));
        assertEquals(503, refused.why().code());
        assertEquals(Duration.ofSeconds(seconds), refused.why().retryAfter());
    }
}
