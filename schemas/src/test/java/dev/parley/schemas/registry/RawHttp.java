package dev.parley.schemas.registry;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends requests that a proper client would refuse to send. */
final class RawHttp {
    private RawHttp() {}

    /** The status of the answer. */
    static int send(URI server, String method, String path, String body) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            var head = "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                    .formatted(method, path, body.length());
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
