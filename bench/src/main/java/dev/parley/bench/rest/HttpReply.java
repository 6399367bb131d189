package dev.parley.bench.rest;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What came back: a status and a body, and whether the connection may be used again. */
record HttpReply(int status, byte[] body, boolean isKeptAlive) {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int LONGEST_BODY = 1 << 20;

    /** Reads one reply; only such as say how long they are. */
    static HttpReply read(DataInputStream in) throws IOException {
        var first = line(in);
        if (!first.matches("HTTP/1\\.1 [1-5][0-9]{2}( .*)?")) {
            throw new IOException("Not an answer of HTTP/1.1: " + first);
        }
        var length = 0;
        var isKeptAlive = true;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = length(lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                throw new IOException("An answer without a length.");
            } else if (lower.startsWith("connection:")) {
                isKeptAlive = !lower.endsWith("close");
            }
        }
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("The answer ended early.");
        }
        return new HttpReply(Integer.parseInt(first.substring(9, 12)), body, isKeptAlive);
    }

    private static int length(String digits) throws IOException {
        if (!digits.matches("[0-9]{1,7}") || Integer.parseInt(digits) > LONGEST_BODY) {
            throw new IOException("An answer of " + digits + " bytes.");
        }
        return Integer.parseInt(digits);
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (var octet = in.readByte(); octet != '\n'; octet = in.readByte()) {
            if (line.length() > LONGEST_LINE) {
                throw new IOException("A line without an end.");
            }
            if (octet != '\r') {
                line.append((char) (octet & 0xFF));
            }
        }
        return line.toString();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
