package dev.parley.client.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** The upgrade of one socket: its request, and whether the answer accepts it. */
final class ClientHandshake {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private final SocketEndpoint endpoint;
    private final String token;
    private final String key;

    /** @param token empty = the server asks for none */
    ClientHandshake(SocketEndpoint endpoint, String token) {
        this.endpoint = endpoint;
        this.token = token;
        var nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        this.key = Base64.getEncoder().encodeToString(nonce);
    }

    ByteBuffer request() {
        var request = "GET " + endpoint.path() + " HTTP/1.1\r\nHost: " + endpoint.authority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key
                + "\r\n" + header("Sec-WebSocket-Protocol: ", endpoint.protocol())
                + header("Authorization: Bearer ", token) + "\r\n";
        return ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static String header(String name, String value) {
        return value.isEmpty() ? "" : name + value + "\r\n";
    }

    /** How far an answer has come. */
    sealed interface Progress {
        /** The header is not whole yet. */
        record Incomplete() implements Progress {}

        /** The server speaks WebSocket from this position on. */
        record Upgraded(int next) implements Progress {}

        record Refused(Closed why) implements Progress {}
    }

    Progress read(byte[] bytes, int from, int to) {
        var end = endOfHeader(bytes, from, to);
        if (end < 0) {
            return to - from > MAX_HEADER_BYTES
                    ? new Progress.Refused(Closed.lost("no end of the upgrade's answer"))
                    : new Progress.Incomplete();
        }
        var header = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        if (!header.startsWith("HTTP/1.1 101")) {
            return new Progress.Refused(refusal(header));
        }
        return header.contains(accept())
                ? new Progress.Upgraded(end)
                : new Progress.Refused(Closed.lost("upgrade with a wrong Sec-WebSocket-Accept"));
    }

    private static Closed refusal(String header) {
        var status = header.lines().findFirst().orElse("");
        var digits = status.toLowerCase(Locale.ROOT).startsWith("http/1.1 ") && status.length() >= 12
                ? status.substring(9, 12)
                : "";
        return digits.matches("[0-9]{3}")
                ? new Closed(Integer.parseInt(digits), "upgrade refused: " + status, retryAfter(header))
                : Closed.lost("no HTTP answer to the upgrade");
    }

    private static Duration retryAfter(String header) {
        return header.lines()
                .map(line -> line.toLowerCase(Locale.ROOT).split(":", 2))
                .filter(parts -> parts.length == 2
                        && parts[0].equals("retry-after")
                        && parts[1].strip().matches("[0-9]{1,6}"))
                .map(parts -> Duration.ofSeconds(Integer.parseInt(parts[1].strip())))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private static int endOfHeader(byte[] bytes, int from, int to) {
        for (var i = from + 3; i < to; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private String accept() {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(digest.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1.", e);
        }
    }
}
