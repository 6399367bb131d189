package dev.parley.faults.traffic;

import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Unprocessable records in every partition of {@code actions}, and the dead letters that they must become. */
public final class Poison {
    private static final String TOPIC = "actions";
    private static final byte[] BYTES = "no record in wire format".getBytes(StandardCharsets.UTF_8);

    private final PlatformAccess access;
    private final List<Planted> planted = new ArrayList<>();
    private final Map<TopicPartition, Long> lettersFrom;

    /** One of them, and the cause that its dead letter must name. */
    private record Planted(int partition, long offset, String cause, byte @Nullable [] key, byte[] value) {
        boolean isIn(DeadLetter letter) {
            return letter.getTopic().equals(TOPIC)
                    && letter.getPartition() == partition
                    && letter.getOffset() == offset
                    && letter.getCause().equals(cause)
                    && ByteBuffer.wrap(value).equals(letter.getValue())
                    && (key == null
                            ? letter.getKey() == null
                            : ByteBuffer.wrap(key).equals(letter.getKey()));
        }
    }

    private Poison(PlatformAccess access, Map<TopicPartition, Long> lettersFrom) {
        this.access = access;
        this.lettersFrom = lettersFrom;
    }

    /** Plants bad bytes, no key, and a key of another tenant than the value's; there must be an action in the log. */
    public static Poison plant(PlatformAccess access) throws InterruptedException {
        try (var letters = TopicRangeReader.of(access.log().bootstrapServers(), "dead-letters");
                var actions = TopicRangeReader.of(access.log().bootstrapServers(), TOPIC)) {
            var poison = new Poison(access, letters.ends());
            poison.plant(someAction(actions), actions.partitions());
            return poison;
        }
    }

    public int count() {
        return planted.size();
    }

    /** How many of them are not among the dead letters with their cause, place and bytes, after waiting for them. */
    public long missing(Duration atMost) {
        var reader = new AvroReader<DeadLetter>(
                new HttpSchemaRegistry(access.log().registry(), false), DeadLetter.getClassSchema());
        var deadline = System.nanoTime() + atMost.toNanos();
        var missing = new ArrayList<>(planted);
        try (var letters = TopicRangeReader.of(access.log().bootstrapServers(), "dead-letters")) {
            letters.seek(lettersFrom);
            while (!missing.isEmpty() && System.nanoTime() - deadline < 0) {
                for (var record : letters.poll()) {
                    var letter = reader.read(record.value());
                    missing.removeIf(each -> each.isIn(letter));
                }
            }
        }
        return missing.size();
    }

    private static byte[] someAction(TopicRangeReader actions) {
        var ends = actions.ends();
        var from = new HashMap<TopicPartition, Long>();
        ends.forEach((partition, end) -> from.put(partition, Math.max(0, end - 1)));
        return actions.between(from, ends).getFirst().value();
    }

    private void plant(byte[] action, int partitions) throws InterruptedException {
        var foreign = "intruder/g:team".getBytes(StandardCharsets.UTF_8);
        try (var producer = new KafkaProducer<byte[], byte[]>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, access.log().bootstrapServers(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class))) {
            for (var partition = 0; partition < partitions; partition++) {
                send(producer, partition, "malformed", foreign, BYTES);
                send(producer, partition, "key-mismatch", null, action);
                send(producer, partition, "key-mismatch", foreign, action);
            }
        }
    }

    private void send(
            KafkaProducer<byte[], byte[]> producer, int partition, String cause, byte @Nullable [] key, byte[] value)
            throws InterruptedException {
        try {
            var place = producer.send(new ProducerRecord<>(TOPIC, partition, key, value))
                    .get();
            planted.add(new Planted(partition, place.offset(), cause, key, value));
        } catch (ExecutionException e) {
            throw new IllegalStateException("Poison records cannot be written: " + e.getCause(), e);
        }
    }
}
