package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.Action;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.testkit.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fault 9: records that nobody can process, before a good one in the same partition. */
@ExtendWith(SharedPlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class F09PoisonRecordIT {
    private static final String CONVERSATION = "d:ann:ben";
    private static final byte[] GARBAGE = "no record at all".getBytes(StandardCharsets.UTF_8);

    private final TestPlatform platform;
    private final Tenant tenant;
    private final ChatUser ann;
    private final StoredEvents stored;
    private final DeadLetterBox letters;
    private final AvroWriter<Action> writer;
    private final KafkaProducer<byte[], byte[]> producer;

    F09PoisonRecordIT(TestPlatform platform) {
        this.platform = platform;
        tenant = platform.tenant("poison");
        ann = tenant.user("ann");
        tenant.user("ben");
        stored = new StoredEvents(platform.parts());
        letters = new DeadLetterBox(platform.parts());
        var kafka = platform.parts().kafka();
        writer = new AvroWriter<>(
                new HttpSchemaRegistry(URI.create(kafka.registryUrl()), true),
                Topics.ACTIONS.name(),
                Action.getClassSchema());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    void close() {
        producer.close();
    }

    @Test
    void keepsGarbageWithItsPlaceAndGoesOn() throws Exception {
        keepsAndGoesOn(Keys.of(tenant.id(), CONVERSATION), GARBAGE, "malformed");
    }

    @Test
    void keepsARecordWithoutAKeyAndGoesOn() throws Exception {
        keepsAndGoesOn(null, writer.write(action("keyless")), "key-mismatch");
    }

    @Test
    void keepsARecordThatSpeaksForAnotherTenantAndGoesOn() throws Exception {
        keepsAndGoesOn(Keys.of("somebody-else", CONVERSATION), writer.write(action("foreign")), "key-mismatch");
    }

    @Test
    void canBeReplayedOnceItIsMended() throws Exception {
        var poisoned = send(partition(), Keys.of("wrong", CONVERSATION), writer.write(action("mended")));
        var letter = letters.about(poisoned);
        var value = new byte[letter.getValue().remaining()];
        letter.getValue().get(value);
        send(letter.getPartition(), Keys.of(tenant.id(), CONVERSATION), value);

        Eventually.isTrue(
                "the mended action's event",
                Duration.ofSeconds(30),
                () -> stored.inTopic().stream()
                        .anyMatch(event ->
                                event.getTenant().equals(tenant.id()) && "mended".equals(event.getActionId())));
    }

    private void keepsAndGoesOn(byte @Nullable [] key, byte[] value, String cause) throws Exception {
        var partition = partition();
        var countBefore = counted(cause);
        var place = send(partition, key, value);
        assertEquals(201, say("after-" + place.offset()).status(), "the partition goes on");

        var letter = letters.about(place);
        assertEquals(cause, letter.getCause());
        assertEquals(ByteBuffer.wrap(value), letter.getValue());
        assertEquals(key == null ? null : ByteBuffer.wrap(key), letter.getKey());
        assertEquals(countBefore + 1, counted(cause), "operators are told");
    }

    /** Where the conversation's actions stand. */
    private int partition() {
        var count = Integer.parseInt(platform.parts().kafka().settings().get("PARLEY_PARTITIONS"));
        return Utils.toPositive(Utils.murmur2(Keys.of(tenant.id(), CONVERSATION))) % count;
    }

    private Reply say(String id) {
        return ann.say(Map.of("user", "ben"), id, "hello");
    }

    private RecordMetadata send(int partition, byte @Nullable [] key, byte[] value)
            throws ExecutionException, InterruptedException {
        return producer.send(new ProducerRecord<>(Topics.ACTIONS.name(), partition, key, value))
                .get();
    }

    private Action action(String id) {
        var content = MessageContent.newBuilder().setText("text of " + id).build();
        return Action.newBuilder()
                .setTenant(tenant.id())
                .setConversation(CONVERSATION)
                .setActor("ann")
                .setActionId(id)
                .setBody(PostMessage.newBuilder().setContent(content).build())
                .build();
    }

    /** What the counter says that alerts hang on. */
    private double counted(String cause) throws IOException, InterruptedException {
        var name = "parley_topologies_dead_letters_total{cause=\"" + cause + "\",feature=\"conversation\"} ";
        var page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(platform.address().resolve("/metrics"))
                                .build(),
                        BodyHandlers.ofString());
        return page.body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElse(0);
    }
}
