package dev.parley.ingress.http;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoded UTF-8, strictly: what could be read in two ways is not read at all. */
public final class PercentCoding {
    private static final int ESCAPE_LENGTH = 3;
    private static final int HEX = 16;
    private static final int MAX_BYTE = 0xFF;

    private PercentCoding() {}

    /**
     * The text behind an encoded one; each char of the input stands for one byte, as in a request line or header. Empty
     * where an escape is cut off or not hexadecimal, or the bytes are not UTF-8 (overlong forms and surrogates included).
     */
    public static Optional<String> decode(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (var i = 0; i < encoded.length(); i++) {
            var c = encoded.charAt(i);
            if (c != '%') {
                if (c > MAX_BYTE) {
                    return Optional.empty();
                }
                bytes.write(c);
                continue;
            }
            var escaped = escapeAt(encoded, i);
            if (escaped < 0) {
                return Optional.empty();
            }
            bytes.write(escaped);
            i += ESCAPE_LENGTH - 1;
        }
        return utf8(bytes.toByteArray());
    }

    /** UTF-8 that came as one char a byte, without escapes. */
    public static Optional<String> utf8(String bytes) {
        return bytes.chars().allMatch(c -> c <= MAX_BYTE)
                ? utf8(bytes.getBytes(StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }

    /** As one segment of a path. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int escapeAt(String encoded, int at) {
        if (at + ESCAPE_LENGTH > encoded.length()) {
            return -1;
        }
        var high = hexDigit(encoded.charAt(at + 1));
        var low = hexDigit(encoded.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }

    // Character.digit would take digits of other scripts, too.
    private static int hexDigit(char c) {
        return c <= 'f' ? Character.digit(c, HEX) : -1;
    }
}
