package dev.parley.sinks.sql;

import dev.parley.readmodel.write.LogRecord;

/** The result of decoding a record. */
sealed interface Decoded {
    record Understood(LogRecord row) implements Decoded {}

    /**
     * The record can never be decoded.
     *
     * @param cause stable, in kebab-case
     * @param detail human-readable
     */
    record Unreadable(String cause, String detail) implements Decoded {}
}
