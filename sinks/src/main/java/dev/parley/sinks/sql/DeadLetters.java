package dev.parley.sinks.sql;

import org.apache.kafka.connect.sink.SinkRecord;

/** Keeps what could not be stored, with its cause, so that it can be looked at and replayed. */
interface DeadLetters extends AutoCloseable {
    /**
     * Returns when the letter is durable.
     *
     * @param cause stable, in kebab-case
     * @param detail for people
     * @throws dev.parley.schemas.kafka.LogUnavailableException the letter may not be durable; nothing may be skipped
     */
    void report(SinkRecord record, String cause, String detail);

    @Override
    void close();
}
