package dev.parley.sinks.sql;

import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.message;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.EventStore.StoredEvent;
import dev.parley.readmodel.sql.SqlReadModelWriter;
import dev.parley.readmodel.write.LogPartition;
import dev.parley.schemas.registry.InMemoryRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A sink of this version on events of a later one: they are stored like any other, and nothing is a dead letter. */
class UnknownEventIT {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final SinkRecords records = new SinkRecords(registry);
    private final NewerRecords newer = new NewerRecords(registry);
    private final InMemoryDeadLetters deadLetters = new InMemoryDeadLetters();
    private final SinkMetrics metrics = SinkMetrics.in(new PrometheusRegistry());

    @Test
    void storesAnEventOfAnUnknownKindAndGoesOnPastIt() {
        var database = TestDatabase.empty("unknown_event");
        var unknown = newer.of(1, "g:team", 2);
        try (var store = SqlReadModelWriter.open(database.settings());
                var model = ReadModel.open(database.settings())) {
            sink(store)
                    .put(List.of(
                            records.of(0, message("g:team", 1, "before")),
                            unknown,
                            records.of(2, message("g:team", 3, "after")),
                            newer.of(3, "d:alice:bob", 1)));
            assertEquals(List.of(), deadLetters.letters);
            var stored = model.events().after(TENANT, "g:team", 0, 10);
            assertEquals(
                    List.of(1L, 2L, 3L), stored.stream().map(StoredEvent::seq).toList());
            assertArrayEquals((byte[]) unknown.value(), stored.get(1).bytes());
            assertEquals(2, model.messages().after(TENANT, "g:team", 0, 10).size());
            assertEquals(
                    List.of(List.of("d:alice:bob", "1", "1"), List.of("g:team", "3", "3")),
                    database.rows("SELECT conversation, head_seq, message_no FROM conversations ORDER BY 1"));
            assertEquals(2, database.number("SELECT COUNT(*) FROM members WHERE conversation = 'd:alice:bob'"));
            assertEquals(Map.of(new LogPartition("events", 0), 4L), store.positions());
        }
    }

    @Test
    void movesTheHeadOfAConversationThatEndsWithAnUnknownKind() {
        var database = TestDatabase.empty("unknown_event");
        try (var store = SqlReadModelWriter.open(database.settings());
                var model = ReadModel.open(database.settings())) {
            sink(store).put(List.of(records.of(0, message("g:team", 1, "a")), newer.of(1, "g:team", 2)));
            assertEquals(
                    2,
                    model.conversations()
                            .find(TENANT, "g:team", null)
                            .orElseThrow()
                            .headSeq());
            assertEquals(2, model.events().headSeq(TENANT, "g:team"));
        }
    }

    private StartedSink sink(SqlReadModelWriter store) {
        var sink = new StartedSink(
                store,
                RowDecoder.with(registry),
                deadLetters,
                new Progress(new HashMap<>(), (_, _) -> {}),
                new Retries(metrics, _ -> {}),
                metrics);
        sink.open(List.of(new TopicPartition("events", 0)));
        return sink;
    }
}
