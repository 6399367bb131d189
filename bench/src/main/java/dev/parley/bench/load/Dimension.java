package dev.parley.bench.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What may grow while a message should cost the same. */
enum Dimension {
    /** Of a platform, each written to in turn. */
    CONVERSATIONS,
    /** Of one group, all but a few of them not there. */
    MEMBERS,
    /** That the same number of users is spread over. */
    TENANTS,
    /** Of each stream application. */
    THREADS;

    static Dimension named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no dimension \"" + name + "\": " + words() + "."));
    }

    private static String words() {
        return Arrays.stream(values()).map(Dimension::word).collect(Collectors.joining(", "));
    }

    /** As in commands and results. */
    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How far it grows where nothing else is said. */
    List<Integer> usualValues() {
        return switch (this) {
            case CONVERSATIONS -> List.of(1_000, 10_000, 100_000);
            case MEMBERS -> List.of(10, 1_000, 100_000);
            case TENANTS -> List.of(1, 10, 100, 1_000);
            case THREADS -> List.of(1, 2);
        };
    }
}
