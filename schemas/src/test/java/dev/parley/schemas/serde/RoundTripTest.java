package dev.parley.schemas.serde;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.MessageContent;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.topics.Topic;
import dev.parley.schemas.topics.Topics;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read, by whichever version. */
final class RoundTripTest {
    private static final long SEED = 20_261_123;

    private final InMemoryRegistry registry = new InMemoryRegistry();

    static Stream<Topic> topics() {
        return Topics.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void readsWhatItWroteOfEveryRecord(Topic topic) throws IOException {
        var reader = new AvroReader<SpecificRecord>(registry, topic.value());
        var writer = new AvroWriter<SpecificRecord>(registry, topic.name(), topic.value());
        for (var bytes : RandomRecords.of(topic, registry, 200, SEED)) {
            var written = writer.write(reader.read(bytes));
            assertEquals(bytes.length, written.length, "seed " + SEED);
            assertArrayEquals(written, writer.write(reader.read(written)), "seed " + SEED);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void readsTheSameOnManyThreads(Topic topic) throws Exception {
        var records = RandomRecords.of(topic, registry, 50, SEED);
        var expected = readAll(new AvroReader<>(registry, topic.value()), records);
        var shared = new AvroReader<SpecificRecord>(registry, topic.value());
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<List<String>> readAll = () -> readAll(shared, records);
            for (var answer : threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(_ -> readAll).toList())) {
                assertEquals(expected, answer.get(), "seed " + SEED);
            }
        }
    }

    @Test
    void readsWhatAWriterOfAnotherLanguageWrote() {
        var plain = new Schema.Parser().parse("""
                {"type": "record", "name": "MessageContent", "namespace": "dev.parley.schemas", "fields": [
                  {"name": "metadata", "type": ["null", "string"], "default": null},
                  {"name": "text", "type": ["null", "string"], "default": null},
                  {"name": "later", "type": "long"},
                  {"name": "tags", "type": {"type": "array", "items": "string"}, "default": []}]}
                """);
        var id = registry.register("other-value", plain);
        // metadata null, text "hi", later 1, one tag "a"
        byte[] bytes = {0, 0, 0, 0, (byte) id, 0, 2, 4, 'h', 'i', 2, 2, 2, 'a', 0};
        var content = new AvroReader<MessageContent>(registry, MessageContent.getClassSchema()).read(bytes);
        assertEquals(
                MessageContent.newBuilder().setText("hi").setTags(List.of("a")).build(), content);
        assertEquals(String.class, content.getTags().getFirst().getClass());
    }

    /** As text: Avro cannot compare times within arrays. */
    private static List<String> readAll(AvroReader<SpecificRecord> reader, List<byte[]> records) {
        return records.stream().map(bytes -> reader.read(bytes).toString()).toList();
    }
}
