package dev.parley.runtime.http;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undertow.server.HttpHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The longest prefix wins, and a prefix ends at a slash. */
final class MountsTest {
    private final Mounts mounts = new Mounts();
    private final HttpHandler rest = _ -> {};
    private final HttpHandler socket = _ -> {};

    @Test
    void givesAPathToTheLongestPrefix() {
        mounts.add("/", rest);
        mounts.add("/v1/socket", socket);
        assertSame(socket, mounts.find("/v1/socket"));
        assertSame(socket, mounts.find("/v1/socket/"));
        assertSame(socket, mounts.find("/v1/socket/x"));
        assertSame(rest, mounts.find("/v1/socket-tickets"));
        assertSame(rest, mounts.find("/v1"));
        assertSame(rest, mounts.find("/"));
    }

    @Test
    void givesNobodyWhatNobodyMounted() {
        assertNull(mounts.find("/"));
        mounts.add("/v1/socket", socket);
        assertNull(mounts.find("/v1"));
        assertNull(mounts.find("/v1/sockets"));
    }

    @Test
    void refusesASecondOwner() {
        mounts.add("/v1", rest);
        assertThrows(IllegalStateException.class, () -> mounts.add("/v1", socket));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "/v1/", "//"})
    void refusesAPrefixThatIsNone(String prefix) {
        assertThrows(IllegalArgumentException.class, () -> mounts.add(prefix, rest));
    }
}
