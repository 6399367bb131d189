package dev.parley.testkit.model;

import java.util.Comparator;

/**
 * Something that happens at a time: a message is sent, or is over.
 *
 * @param due in milliseconds
 * @param id of the scheduled message, or of the one that is over
 */
record Timer(long due, String id, Conversation in, boolean isSending) implements Comparable<Timer> {
    private static final Comparator<Timer> ORDER =
            Comparator.comparingLong(Timer::due).thenComparing(Timer::id);

    @Override
    public int compareTo(Timer other) {
        return ORDER.compare(this, other);
    }
}
