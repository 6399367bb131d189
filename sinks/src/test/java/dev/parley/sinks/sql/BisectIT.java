package dev.parley.sinks.sql;

import static dev.parley.readmodel.Samples.joined;
import static dev.parley.readmodel.Samples.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.sql.SqlReadModelWriter;
import dev.parley.readmodel.write.LogPartition;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.sinks.sql.InMemoryDeadLetters.Letter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BisectIT {
    private static final int BAD = 321;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final SinkRecords records = new SinkRecords(registry);
    private final InMemoryDeadLetters deadLetters = new InMemoryDeadLetters();
    private final SinkMetrics metrics = SinkMetrics.in(new PrometheusRegistry());

    @Test
    void findsTheOneRowOf500ThatARealStoreRefuses() {
        var database = TestDatabase.empty("bisect");
        try (var store = SqlReadModelWriter.open(database.settings())) {
            var sink = new StartedSink(
                    store,
                    RowDecoder.with(registry),
                    deadLetters,
                    new Progress(new HashMap<>(), (_, _) -> {}),
                    new Retries(metrics, _ -> {}),
                    metrics);
            sink.open(List.of(new TopicPartition("events", 0)));
            var tooLong = joined("team", BAD + 1, "u".repeat(129), 1);
            sink.put(IntStream.range(0, 500)
                    .mapToObj(offset ->
                            records.of(offset, offset == BAD ? tooLong : message("g:team", offset + 1, "text")))
                    .toList());
            assertEquals(List.of(new Letter("events", BAD, "refused")), deadLetters.letters);
            assertEquals(499, database.number("SELECT COUNT(*) FROM messages"));
            assertEquals(Map.of(new LogPartition("events", 0), 500L), store.positions());
        }
    }
}
