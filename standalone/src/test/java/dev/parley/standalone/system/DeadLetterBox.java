package dev.parley.standalone.system;

import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topics;
import dev.parley.standalone.platform.EmbeddedParts;
import dev.parley.testkit.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What nobody could process. */
record DeadLetterBox(EmbeddedParts parts) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The committed letter about the record at this place; waits for it. */
    DeadLetter about(RecordMetadata place) {
        var reader = new AvroReader<DeadLetter>(
                new HttpSchemaRegistry(URI.create(parts.kafka().registryUrl()), false), DeadLetter.getClassSchema());
        var settings = Map.<String, Object>of(
                "bootstrap.servers", parts.kafka().bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = List.of(new TopicPartition(Topics.DEAD_LETTERS.name(), 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new ArrayList<DeadLetter>();
            Eventually.isTrue("a dead letter about " + place, PATIENCE, () -> {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> {
                    var letter = reader.read(record.value());
                    if (isAbout(letter, place)) {
                        found.add(letter);
                    }
                });
                return !found.isEmpty();
            });
            return found.getFirst();
        }
    }

    private static boolean isAbout(DeadLetter letter, RecordMetadata place) {
        return letter.getTopic().equals(place.topic())
                && letter.getPartition() == place.partition()
                && letter.getOffset() == place.offset();
    }
}
