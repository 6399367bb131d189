package dev.parley.sinks.sql;

import dev.parley.readmodel.write.LogRecord;

/** What a record turns out to be. */
sealed interface Decoded {
    record Understood(LogRecord row) implements Decoded {}

    /**
     * Not what belongs into its topic, now and for ever.
     *
     * @param cause stable, in kebab-case
     * @param detail for people
     */
    record Unreadable(String cause, String detail) implements Decoded {}
}
