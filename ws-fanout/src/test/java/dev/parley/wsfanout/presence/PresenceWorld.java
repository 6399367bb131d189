package dev.parley.wsfanout.presence;

import dev.parley.edge.presence.PresenceTable;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.runtime.kafka.LogTail;
import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.Restriction;
import dev.parley.schemas.content.DirectConversations;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.wsfanout.metrics.PresenceMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A board and its table, on one thread, with a clock that stands still unless a test puts it forward. */
final class PresenceWorld {
    static final String TENANT = "acme";
    static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroWriter<Presence> writer = new AvroWriter<>(registry, "presence", Presence.getClassSchema());
    private final StillTail tail = new StillTail();
    private final PresenceTable table = new PresenceTable(tail, registry);
    private final AvroWriter<Restriction> restrictionWriter =
            new AvroWriter<>(registry, "restrictions", Restriction.getClassSchema());
    private final RestrictionTable restrictions = new RestrictionTable(tail, registry);
    final PresenceBoard board =
            new PresenceBoard(table, restrictions, this::now, PresenceMetrics.of(new PrometheusRegistry()));
    private long nanos = -5;
    private long version;

    PresenceWorld() {
        table.onChange(board::changed);
        restrictions.onChange(change -> {
            var users = DirectConversations.membersOf(change.conversation());
            board.restricted(change.tenant(), users.getFirst(), users.getLast());
        });
    }

    RecordingWatcher watcher(String user) {
        return new RecordingWatcher(TENANT, user);
    }

    /** Its log answers, or not. */
    void connected(boolean isConnected) {
        tail.isConnected = isConnected;
    }

    void advance(Duration by) {
        nanos += by.toNanos();
    }

    /** Time passes, and the board is asked ten times a second. */
    void pass(Duration by) {
        for (var left = by; left.isPositive(); left = left.minusMillis(100)) {
            advance(Duration.ofMillis(100));
            board.flush();
        }
    }

    void show(String user, PresenceState state) {
        show(TENANT, user, state);
    }

    void show(String tenant, String user, PresenceState state) {
        show(Presence.newBuilder()
                .setTenant(tenant)
                .setUser(user)
                .setState(state)
                .setVersion(++version)
                .setUpdatedAt(AT)
                .build());
    }

    void show(Presence presence) {
        tail.show(new ConsumerRecord<>(
                "presence", 0, 0, Keys.of(presence.getTenant(), presence.getUser()), writer.write(presence)));
    }

    /** A user blocks the other one of a direct conversation, or does so no more. */
    void block(String conversation, String user, boolean blocks) {
        tail.show(new ConsumerRecord<>(
                "restrictions",
                0,
                0,
                Keys.of(TENANT, conversation, user),
                restrictionWriter.write(new Restriction(TENANT, conversation, user, blocks, null, ++version))));
    }

    private long now() {
        return nanos;
    }

    static String frame(String more, String... items) {
        return "{\"type\":\"presence\"" + (more.startsWith(",\"ref") ? more : "") + ",\"items\":["
                + String.join(",", items) + "]" + (more.startsWith(",\"coalesced") ? more : "") + "}";
    }

    static String item(String user, String state) {
        return "{\"user\":\"" + user + "\",\"state\":\"" + state + "\"}";
    }

    private static final class StillTail implements LogTail {
        private boolean isConnected = true;
        private final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> followers = new HashMap<>();

        void show(ConsumerRecord<byte[], byte[]> record) {
            followers.getOrDefault(record.topic(), _ -> {}).accept(record);
        }

        @Override
        public void follow(String topic, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
            followers.put(topic, handler);
        }

        @Override
        public void follow(String topic, int partition, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void afterEachBatch(Runnable flush) {}

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void pause(String topic) {}

        @Override
        public void resume(String topic) {}

        @Override
        public void start() {}

        @Override
        public boolean isConnected() {
            return isConnected;
        }

        @Override
        public void close() {}
    }
}
