package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The AsyncAPI messages of the frames: every frame that a test receives must match its schema, without further fields. */
final class FrameContract {
    private static final List<String> FRAGMENTS = List.of(
            "frames",
            "scheduled",
            "threads",
            "friends",
            "reactions",
            "pins",
            "receipts",
            "presence",
            "typing",
            "throttled",
            "heartbeat");

    static final JsonNode COMPONENTS = read().path("components");

    private static final Map<String, JsonSchema> STRICT = schemas();

    private FrameContract() {}

    /** A frame of the server. */
    static void check(JsonNode frame) {
        check(frame.path("type").asText(), frame);
    }

    /** A frame of this message; some types are frames of both sides, which are two messages. */
    static void check(String message, JsonNode frame) {
        var schema = STRICT.get(message);
        assertNotNull(schema, () -> "no message for " + frame);
        var faults = schema.validate(frame);
        assertTrue(faults.isEmpty(), () -> faults + " in " + frame);
    }

    private static Map<String, JsonSchema> schemas() {
        var factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        var schemas = new HashMap<String, JsonSchema>();
        for (var entry : COMPONENTS.path("schemas").properties()) {
            ObjectNode strict = entry.getValue().deepCopy();
            schemas.put(entry.getKey(), factory.getSchema(strict.put("additionalProperties", false), config));
        }
        return schemas;
    }

    /** The fragments that define frames, as one. */
    private static JsonNode read() {
        var all = JsonNodeFactory.instance.objectNode();
        FRAGMENTS.forEach(name -> merge(all, fragment(name)));
        return all;
    }

    private static void merge(ObjectNode all, JsonNode fragment) {
        for (var field : fragment.properties()) {
            if (all.get(field.getKey()) instanceof ObjectNode known) {
                merge(known, field.getValue());
            } else {
                all.set(field.getKey(), field.getValue());
            }
        }
    }

    private static JsonNode fragment(String name) {
        try (var resource = FrameContract.class.getResourceAsStream("/contract/asyncapi/" + name + ".json")) {
            assertNotNull(resource, name);
            return new JsonMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
