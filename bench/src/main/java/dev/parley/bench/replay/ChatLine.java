package dev.parley.bench.replay;

import org.jspecify.annotations.Nullable;

/**
 * One line of the recorded channel.
 *
 * @param line its place within the day
 * @param time {@code HH:MM}, null where the record has none
 * @param text what was said, for renames the new nick, else empty
 * @param replyTo the line of the same day that it answers
 */
record ChatLine(
        String day,
        int line,
        @Nullable String time,
        Kind kind,
        String nick,
        String text,
        @Nullable Integer replyTo) {
    /** What happened. */
    enum Kind {
        MESSAGE,
        ACTION,
        JOIN,
        LEAVE,
        RENAME
    }

    boolean isSpoken() {
        return kind == Kind.MESSAGE || kind == Kind.ACTION;
    }
}
