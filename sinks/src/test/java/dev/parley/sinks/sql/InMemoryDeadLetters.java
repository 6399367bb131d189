package dev.parley.sinks.sql;

import dev.parley.schemas.kafka.LogUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** Keeps letters; may be down. */
final class InMemoryDeadLetters implements DeadLetters {
    final List<Letter> letters = new ArrayList<>();
    boolean isDown;

    record Letter(String topic, long offset, String cause) {}

    @Override
    public void report(SinkRecord record, String cause, String detail) {
        if (isDown) {
            throw new LogUnavailableException("down");
        }
        letters.add(new Letter(record.originalTopic(), record.originalKafkaOffset(), cause));
    }

    @Override
    public void close() {
        isDown = true;
    }
}
