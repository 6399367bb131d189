package dev.parley.sinks.sql;

import org.apache.kafka.connect.sink.SinkRecord;

/** Keeps records that can never be stored, with the cause, for inspection and replay. */
interface DeadLetters extends AutoCloseable {
    /**
     * Blocks until the dead letter is durable.
     *
     * @param cause stable, in kebab-case
     * @param detail human-readable
     * @throws dev.parley.schemas.kafka.LogUnavailableException the dead letter may not be durable; the record must not be skipped
     */
    void report(SinkRecord record, String cause, String detail);

    @Override
    void close();
}
