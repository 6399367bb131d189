package dev.parley.sinks.sql;

import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.LogRecord.SkippedRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/** A record as Connect brought it, and the row it makes. */
record SinkRow(SinkRecord origin, LogRecord row) {

    /** A record that nothing is stored of but the position behind it. */
    static SinkRow skipped(SinkRecord origin) {
        return new SinkRow(origin, new SkippedRecord(partition(origin), origin.originalKafkaOffset()));
    }

    static LogPartition partition(SinkRecord origin) {
        return new LogPartition(origin.originalTopic(), origin.originalKafkaPartition());
    }

    boolean isSkipped() {
        return row instanceof SkippedRecord;
    }
}
