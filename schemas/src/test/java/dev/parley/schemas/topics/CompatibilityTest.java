package dev.parley.schemas.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The log is for ever, so every schema reads what the one before it wrote. The schemas of the last release are in
 * {@code src/test/resources/baseline}; with {@code -Dparley.baseline=write} they become those of today, where those of today
 * are compatible.
 */
final class CompatibilityTest {
    private static final Path BASELINE = Path.of("src/test/resources/baseline");

    static Stream<Topic> topics() {
        return Topics.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void readsWhatTheReleaseBeforeWrote(Topic topic) throws IOException {
        if (isRefreshed() && !Files.exists(file(topic))) {
            Files.writeString(file(topic), SchemaFormatter.format("json/pretty", topic.value()) + "\n");
        }
        assertEquals(List.of(), objections(topic.value(), baseline(topic)));
        if (isRefreshed()) {
            Files.writeString(file(topic), SchemaFormatter.format("json/pretty", topic.value()) + "\n");
        }
    }

    /** A reader that is not upgraded yet may not know a new kind of body, but nothing else may be strange to it. */
    @ParameterizedTest
    @MethodSource("topics")
    void isReadByTheReleaseBeforeButForNewKinds(Topic topic) throws IOException {
        var objections = objections(baseline(topic), topic.value()).stream()
                .filter(each -> each.getType() != SchemaIncompatibilityType.MISSING_UNION_BRANCH)
                .toList();
        assertEquals(List.of(), objections);
    }

    @Test
    void hasABaselineForEveryTopicAndNoOther() throws IOException {
        try (var files = Files.list(BASELINE)) {
            assertEquals(
                    Topics.ALL.stream().map(CompatibilityTest::file).sorted().toList(),
                    files.sorted().toList());
        }
    }

    @Test
    void objectsToAFieldThatOldRecordsDoNotHave() {
        var before = SchemaBuilder.record("R").fields().requiredLong("seq").endRecord();
        var after = SchemaBuilder.record("R")
                .fields()
                .requiredLong("seq")
                .requiredString("text")
                .endRecord();
        assertFalse(objections(after, before).isEmpty());
        assertEquals(List.of(), objections(before, after));
    }

    private static List<Incompatibility> objections(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities();
    }

    private static Schema baseline(Topic topic) throws IOException {
        return new Schema.Parser().parse(Files.readString(file(topic)));
    }

    private static Path file(Topic topic) {
        return BASELINE.resolve(topic.name() + ".avsc");
    }

    private static boolean isRefreshed() {
        return "write".equals(System.getProperty("parley.baseline"));
    }
}
