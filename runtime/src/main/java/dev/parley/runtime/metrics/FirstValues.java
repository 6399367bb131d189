package dev.parley.runtime.metrics;

import java.util.HashSet;
import java.util.Set;

/**
 * Values of a label that is not bounded by itself, such as tenants: the first hundred keep their name, all others are one series. A value
 * is named the same way for as long as the process runs. Safe for many threads.
 */
public final class FirstValues {
    static final int MOST = 100;
    static final String OTHER = "other";

    private volatile Set<String> known = Set.of();

    /** The value itself, or {@code other}. */
    public String of(String value) {
        if (known.contains(value)) {
            return value;
        }
        return known.size() < MOST ? add(value) : OTHER;
    }

    private synchronized String add(String value) {
        if (known.contains(value)) {
            return value;
        }
        if (known.size() >= MOST) {
            return OTHER;
        }
        var more = new HashSet<>(known);
        more.add(value);
        known = Set.copyOf(more);
        return value;
    }
}
