package dev.parley.sinks.sql;

import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.LogRecord.SkippedRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/** A record as Connect delivered it, and its decoded form. */
record SinkRow(SinkRecord origin, LogRecord row) {

    /** A record of which only the position is stored. */
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
