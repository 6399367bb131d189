package dev.parley.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Sends malformed requests, which an HTTP client refuses to send. One char is one byte. */
public final class RawHttp {
    private static final int READ_TIMEOUT_MS = 10_000;

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: ([0-9]+)\r\n");

    private RawHttp() {}

    /** A response; status 0 where the server closed without one. */
    public record Raw(int status, String head, String body) {}

    /** Sends the whole request, then reads one response. */
    public static Raw exchange(int port, String request) {
        try (var socket = connect(port)) {
            send(socket, request);
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_TIMEOUT_MS);
        return socket;
    }

    public static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Reads one response with a declared length; status 0 where the server closed without one. */
    public static Raw read(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = next(in);
            if (next < 0) {
                return new Raw(0, head.toString(), "");
            }
            head.append((char) next);
        }
        var length = LENGTH.matcher(head);
        var body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
        return new Raw(
                Integer.parseInt(head.substring(9, 12)), head.toString(), new String(body, StandardCharsets.UTF_8));
    }

    private static int next(InputStream in) throws IOException {
        try {
            return in.read();
        } catch (SocketException e) {
            // A reset closes the connection, too.
            return -1;
        }
    }
}
