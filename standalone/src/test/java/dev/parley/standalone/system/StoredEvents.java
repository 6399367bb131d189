package dev.parley.standalone.system;

import dev.parley.schemas.Event;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topics;
import dev.parley.standalone.guarantee.Ledger;
import dev.parley.standalone.guarantee.Ledger.Reader;
import dev.parley.standalone.guarantee.Ledger.Received;
import dev.parley.standalone.platform.EmbeddedParts;
import dev.parley.testkit.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What durable readers find: the committed events of the topic, and the rows of the database. */
record StoredEvents(EmbeddedParts parts) {
    /** Every event so far, in the order of its partition; waits for the commit of what is not committed yet. */
    List<Event> inTopic() {
        var reader = new AvroReader<Event>(
                new HttpSchemaRegistry(URI.create(parts.kafka().registryUrl()), false), Event.getClassSchema());
        var settings = Map.<String, Object>of(
                "bootstrap.servers", parts.kafka().bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = partitions();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = ends(IsolationLevel.READ_UNCOMMITTED);
            var events = new ArrayList<Event>();
            Eventually.isTrue("the end of the events", Duration.ofSeconds(30), () -> {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> events.add(reader.read(record.value())));
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
            return events;
        }
    }

    private List<TopicPartition> partitions() {
        var count = Integer.parseInt(parts.kafka().settings().get("PARLEY_PARTITIONS"));
        return IntStream.range(0, count)
                .mapToObj(number -> new TopicPartition(Topics.EVENTS.name(), number))
                .toList();
    }

    /** Records that an open transaction holds back from durable readers. */
    long uncommitted() {
        var stable = ends(IsolationLevel.READ_COMMITTED);
        return ends(IsolationLevel.READ_UNCOMMITTED).entrySet().stream()
                .mapToLong(end -> end.getValue() - stable.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    private Map<TopicPartition, Long> ends(IsolationLevel isolation) {
        var latest = partitions().stream().collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest()));
        try (var admin = Admin.create(
                Map.<String, Object>of("bootstrap.servers", parts.kafka().bootstrapServers()))) {
            var ends = new HashMap<TopicPartition, Long>();
            admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The log does not say where it ends.", e);
        }
    }

    /** The newest committed event of every conversation. */
    Collection<Event> lastOfEachConversation() {
        var last = new LinkedHashMap<String, Event>();
        inTopic().forEach(event -> last.put(event.getTenant() + "/" + event.getConversation(), event));
        return last.values();
    }

    /** Enters topic and database as readers of a conversation into the ledger. */
    void readInto(Ledger ledger, String tenant, String conversation) {
        var topic = new Reader("topic", tenant, conversation);
        ledger.follow(topic);
        inTopic().stream()
                .filter(event -> event.getTenant().equals(tenant)
                        && event.getConversation().equals(conversation))
                .forEach(event -> ledger.receive(
                        topic,
                        new Received(
                                event.getSeq(),
                                HexFormat.of().formatHex(event.getEventId().bytes()),
                                event.getBody() instanceof MessageCreated ? event.getActionId() : null)));
        var table = new Reader("database", tenant, conversation);
        ledger.follow(table);
        rows(tenant, conversation).forEach(row -> ledger.receive(table, row));
    }

    /** The highest seq of a conversation in the database. */
    long headSeq(String tenant, String conversation) {
        return rows(tenant, conversation).stream()
                .mapToLong(Received::seq)
                .max()
                .orElse(0);
    }

    /** Every event of a conversation with the message that it stored, if it is one. */
    private List<Received> rows(String tenant, String conversation) {
        var sql = """
                SELECT e.seq, LOWER(HEX(e.event_id)), m.client_msg_id
                FROM events e LEFT JOIN messages m USING (tenant, conversation, seq)
                WHERE tenant = ? AND conversation = ? ORDER BY e.seq""";
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant);
            statement.setString(2, conversation);
            var rows = new ArrayList<Received>();
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(new Received(result.getLong(1), result.getString(2), result.getString(3)));
                }
            }
            return rows;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The database does not answer.", e);
        }
    }

    private Connection connect() throws SQLException, IOException {
        var sql = parts.sql();
        return DriverManager.getConnection(
                sql.url(), sql.user(), Files.readString(sql.passwordFile()).strip());
    }
}
