package dev.parley.bench.profile;

import java.util.Locale;

/** What a profile counts. */
public enum Kind {
    /** Where CPU time goes. By a timer, since the kernel's counters need privileges. */
    CPU("itimer"),
    /** Where the heap is allocated. */
    ALLOC("alloc");

    private final String event;

    Kind(String event) {
        this.event = event;
    }

    /** What async-profiler calls it. */
    String event() {
        return event;
    }

    String fileSuffix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException a sentence for users */
    public static Kind named(String name) {
        try {
            return valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--profile is \"" + name + "\", but must be cpu or alloc.", e);
        }
    }
}
