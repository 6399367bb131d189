package dev.parley.edge.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which web pages may connect, by their origin (RFC 6454), such as {@code https://chat.example.com}.
 *
 * @param isAny whether all may
 * @param allowed in their normal form
 */
public record Origins(boolean isAny, Set<String> allowed) {
    private static final Pattern FORM =
            Pattern.compile("([a-z][a-z0-9+.-]*)://(\\[[0-9a-f:.]+\\]|[^\\s/?#@,:\\[\\]]+)(?::([0-9]{1,5}))?");

    /** A list with commas between; an empty one allows every page. An entry that is no origin allows nothing. */
    public static Origins of(String list) {
        return new Origins(
                list.isBlank(),
                entries(list).stream()
                        .map(Origins::normal)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * The same for what somebody typed.
     *
     * @throws IllegalArgumentException an entry is no origin
     */
    public static Origins parse(String list) {
        for (var entry : list.isBlank() ? List.<String>of() : entries(list)) {
            if (normal(entry).isEmpty()) {
                throw new IllegalArgumentException("\"" + entry
                        + "\" is no origin: scheme, host and port if it has one, such as https://chat.example.com.");
            }
        }
        return of(list);
    }

    /** Whether a page of this origin may. */
    public boolean allow(String origin) {
        return isAny || normal(origin).filter(allowed::contains).isPresent();
    }

    private static List<String> entries(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    }

    /** In lower case and without the scheme's own port, as browsers send it. */
    private static Optional<String> normal(String origin) {
        var match = FORM.matcher(origin.strip().toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            return Optional.empty();
        }
        var base = match.group(1) + "://" + match.group(2);
        var port = match.group(3);
        return Optional.of(port == null || isOwnPort(match.group(1), port) ? base : base + ":" + port);
    }

    private static boolean isOwnPort(String scheme, String port) {
        return switch (scheme) {
            case "http", "ws" -> port.equals("80");
            case "https", "wss" -> port.equals("443");
            default -> false;
        };
    }
}
