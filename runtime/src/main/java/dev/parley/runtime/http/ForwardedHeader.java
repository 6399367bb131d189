package dev.parley.runtime.http;

import io.undertow.util.HeaderMap;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The header in which proxies name whom a request came from. Each proxy appends one entry. */
enum ForwardedHeader {
    X_FORWARDED_FOR("X-Forwarded-For") {
        @Override
        String addressIn(String entry) {
            return entry;
        }
    },
    /** RFC 7239. */
    FORWARDED("Forwarded") {
        @Override
        String addressIn(String entry) {
            var match = FOR.matcher(entry);
            return match.find() ? match.group(1).strip() : "";
        }
    };

    /** An address has neither a comma nor a semicolon, so quotes need not be understood to find it. */
    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*\"?([^\";]*)\"?\\s*(?:;|$)");

    private final String header;

    ForwardedHeader(String header) {
        this.header = header;
    }

    /** @throws IllegalArgumentException neither of the two */
    static ForwardedHeader parse(String name) {
        return Stream.of(values())
                .filter(each -> each.header.equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    /** What the proxies wrote, the nearest one last; not every entry has to be an address. */
    List<String> hops(HeaderMap headers) {
        var lines = headers.get(header);
        return lines == null
                ? List.of()
                : lines.stream()
                        .flatMap(line -> Arrays.stream(line.split(",", -1)))
                        .map(entry -> addressIn(entry.strip()))
                        .toList();
    }

    /** The address of one entry as it is written; any other text where it has none. */
    abstract String addressIn(String entry);
}
