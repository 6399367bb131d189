package dev.parley.bench.replay;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which user a nick stands for. The user's id is the first nick; after a rename both nicks are the same user. A nick that
 * is no legal id becomes one with each offending byte written as {@code ~} and two hex digits.
 */
final class Nicks {
    private static final int MAX_ID_BYTES = 128;

    private final Map<String, String> users = new HashMap<>();
    private final Set<String> illegal = new HashSet<>();

    String userOf(String nick) {
        return users.computeIfAbsent(nick, this::legalId);
    }

    /** The user of a nick that was seen before; null for any other. */
    @Nullable
    String known(String nick) {
        return users.get(nick);
    }

    void rename(String from, String to) {
        users.put(to, userOf(from));
    }

    /** How many nicks could not be ids as they stand. */
    int illegalCount() {
        return illegal.size();
    }

    private String legalId(String nick) {
        var id = new StringBuilder();
        Normalizer.normalize(nick, Normalizer.Form.NFC).codePoints().forEach(point -> append(id, point));
        var legal = shortened(id.isEmpty() ? "~" : id.toString());
        if (!legal.equals(nick)) {
            illegal.add(nick);
        }
        return legal;
    }

    private static void append(StringBuilder id, int point) {
        if (Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.isISOControl(point)
                || point == '/'
                || point == ':') {
            for (var octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                id.append(String.format("~%02x", octet));
            }
        } else {
            id.appendCodePoint(point);
        }
    }

    private static String shortened(String id) {
        var bytes = id.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_ID_BYTES ? id : id.substring(0, 24) + "~" + Integer.toHexString(id.hashCode());
    }
}
