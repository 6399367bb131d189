package dev.parley.edge.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.schemas.errors.ErrorCode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads JSON from outside, strictly and within limits, so that no body costs more than its bytes. */
public final class JsonBodies {
    /** Longest body. */
    public static final int MAX_BYTES = 128 * 1024;

    private static final int MAX_FIELDS = 1_000;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TOKENS = 10_000;
    private static final int MAX_NUMBER_LENGTH = 100;
    /** Names of conversations are keys of a resume: up to 259 bytes. */
    private static final int MAX_NAME_LENGTH = 512;

    // A thread-local pool would give each virtual thread buffers of its own, which is worse than none.
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .maxStringLength(MAX_BYTES)
                            .maxDocumentLength(MAX_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .build();

    private JsonBodies() {}

    /** One JSON object in UTF-8, and nothing after it. */
    public static Parsed<ObjectNode> read(byte[] body) {
        return read(body, MAX_FIELDS);
    }

    /** As {@link #read(byte[])}, with a limit of fields of its own. */
    public static Parsed<ObjectNode> read(byte[] body, int maxFields) {
        if (body.length > MAX_BYTES) {
            return new Parsed.Invalid<>(tooLarge());
        }
        try {
            return read(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body))
                            .toString(),
                    maxFields);
        } catch (CharacterCodingException e) {
            return notJson("The body must be UTF-8.");
        }
    }

    /** As {@link #read(byte[])}, of text that was decoded before. */
    public static Parsed<ObjectNode> read(String body) {
        return read(body, MAX_FIELDS);
    }

    private static Parsed<ObjectNode> read(String body, int maxFields) {
        try {
            if (!(JsonTree.read(MAPPER, body) instanceof ObjectNode object)) {
                return notJson("The body must be a JSON object.");
            }
            return fieldCount(object) > maxFields
                    ? notJson("The body must have at most " + maxFields + " fields.")
                    : new Parsed.Valid<>(object);
        } catch (StreamConstraintsException e) {
            return notJson("The body must be nested at most " + MAX_DEPTH + " levels, with at most " + MAX_TOKENS
                    + " values and no number or name of more than " + MAX_NUMBER_LENGTH + " or " + MAX_NAME_LENGTH
                    + " characters.");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            return notJson("The body must be one valid JSON object"
                    + (at == null ? "." : "; error at line " + at.getLineNr() + ", column " + at.getColumnNr() + "."));
        }
    }

    private static int fieldCount(JsonNode node) {
        var count = node.isObject() ? node.size() : 0;
        for (var child : node) {
            count += fieldCount(child);
        }
        return count;
    }

    /** The node as JSON text without needless space. */
    static String compact(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A tree that was read cannot be written.", e);
        }
    }

    /** Whether every text, name and number below the node could be stored. */
    static boolean isStorable(JsonNode node) {
        if (node.isTextual()) {
            return Characters.isStorable(node.textValue());
        }
        if (node.isPojo()) {
            return JsonTree.isModest(node);
        }
        for (var name = node.fieldNames(); name.hasNext(); ) {
            if (!Characters.isStorable(name.next())) {
                return false;
            }
        }
        for (var child : node) {
            if (!isStorable(child)) {
                return false;
            }
        }
        return true;
    }

    /** The problem of a body that is longer than allowed. */
    public static Problem tooLarge() {
        return Problem.of(ErrorCode.BODY_TOO_LARGE, "The body must be at most " + MAX_BYTES + " bytes.");
    }

    private static <T> Parsed<T> notJson(String detail) {
        return new Parsed.Invalid<>(Problem.of(ErrorCode.BODY_NOT_JSON, detail));
    }
}
