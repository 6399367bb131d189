package dev.parley.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.schemas.kafka.CompactedTopic.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** One thing that the registry was told, in the layout that Confluent's registry gives its own {@code _schemas}. */
sealed interface RegistryEntry {
    ObjectMapper JSON = new ObjectMapper();

    /** A schema is a version of a subject. */
    record Version(String subject, int version, int id, String schema) implements RegistryEntry {}

    /** A subject, or all that have none of their own (null), has a level. */
    record Level(@Nullable String subject, Compatibility compatibility) implements RegistryEntry {}

    /** Something else, of no meaning here. */
    record Other() implements RegistryEntry {}

    /** The entry as it is appended. */
    static Entry write(RegistryEntry entry) {
        return switch (entry) {
            case Version(var subject, var version, var id, var schema) ->
                bytes(
                        key("SCHEMA", subject).put("version", version).put("magic", 1),
                        JSON.createObjectNode()
                                .put("subject", subject)
                                .put("version", version)
                                .put("id", id)
                                .put("schema", schema)
                                .put("deleted", false));
            case Level(var subject, var compatibility) ->
                bytes(
                        key("CONFIG", subject).put("magic", 0),
                        JSON.createObjectNode().put("compatibilityLevel", compatibility.name()));
            case Other() -> throw new IllegalArgumentException("Nothing to write.");
        };
    }

    /** The entry as it was appended, by this registry or another. */
    static RegistryEntry read(Entry entry) {
        if (entry.value() == null) {
            return new Other();
        }
        try {
            var key = JSON.readTree(entry.key());
            var value = JSON.readTree(entry.value());
            return switch (key.path("keytype").asText()) {
                case "SCHEMA" ->
                    new Version(
                            value.path("subject").asText(),
                            value.path("version").asInt(),
                            value.path("id").asInt(),
                            value.path("schema").asText());
                case "CONFIG" ->
                    new Level(
                            textOrNull(key.path("subject")),
                            Compatibility.valueOf(
                                    value.path("compatibilityLevel").asText()));
                default -> new Other();
            };
        } catch (IOException e) {
            throw new UncheckedIOException("The registry's topic holds something that is not JSON.", e);
        }
    }

    // The order of the fields is part of the key: compaction compares bytes.
    private static ObjectNode key(String type, @Nullable String subject) {
        return JSON.createObjectNode().put("keytype", type).put("subject", subject);
    }

    private static Entry bytes(ObjectNode key, ObjectNode value) {
        try {
            return new Entry(JSON.writeValueAsBytes(key), JSON.writeValueAsBytes(value));
        } catch (IOException e) {
            throw new UncheckedIOException("JSON nodes refused to be written.", e);
        }
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }
}
