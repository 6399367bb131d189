package dev.parley.readmodel.sql;

import dev.parley.readmodel.write.LogPartition;
import java.util.HashMap;
import java.util.Map;

/** Reads the table sink_positions. */
record SqlPositions(SqlReader reader) {
    private static final String ALL = "SELECT topic, partition_no, next_offset FROM sink_positions";
    private static final String OF_TOPIC = "SELECT partition_no, next_offset FROM sink_positions WHERE topic = ?";

    Map<LogPartition, Long> all() {
        var positions = new HashMap<LogPartition, Long>();
        reader.list(ALL, row -> positions.put(new LogPartition(row.getString(1), row.getInt(2)), row.getLong(3)));
        return Map.copyOf(positions);
    }

    /** By the number of the partition. */
    Map<Integer, Long> of(String topic) {
        var positions = new HashMap<Integer, Long>();
        reader.list(OF_TOPIC, row -> positions.put(row.getInt(1), row.getLong(2)), topic);
        return Map.copyOf(positions);
    }
}
