package dev.parley.edge.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.schemas.errors.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object and keeps the first fault instead of throwing: read everything, then ask for the
 * {@link #result}. A field that is null counts as absent. Not safe for many threads.
 */
public final class Fields {
    /** Longest free-form object, in bytes of JSON. */
    public static final int MAX_OBJECT_BYTES = 16 * 1024;

    /** The largest seq that a client may name: no conversation comes so far. */
    public static final long MAX_SEQ = 999_999_999_999_999_999L;

    private final JsonNode body;
    private final String path;
    private final boolean isStrict;
    private final Set<String> known = new HashSet<>();
    private @Nullable Problem problem;

    /** Ignores unknown fields, as in a frame. What is no object is a fault, too. */
    public Fields(JsonNode body) {
        this(body, "", false);
    }

    /** Unknown fields are faults, as in a REST body. */
    public static Fields strict(JsonNode body) {
        return new Fields(body, "", true);
    }

    private Fields(JsonNode body, String path, boolean isStrict) {
        this.body = body;
        this.path = path;
        this.isStrict = isStrict;
        if (!(body instanceof ObjectNode)) {
            problem = Problem.of(ErrorCode.BODY_NOT_JSON);
        }
    }

    /** The field's text, at most so many bytes of UTF-8; null where absent. */
    public @Nullable String text(String name, int maxBytes) {
        var node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            return fault(name, ErrorCode.FIELD_INVALID, name + " must be a string.");
        }
        var text = node.textValue();
        if (!Characters.isStorable(text)) {
            return fault(name, ErrorCode.FIELD_INVALID, name + " must not contain NUL or an unpaired surrogate.");
        }
        return Characters.utf8Length(text) <= maxBytes
                ? text
                : fault(name, ErrorCode.FIELD_INVALID, name + " must be at most " + maxBytes + " bytes of UTF-8.");
    }

    /** As {@link #text}, but absent is a fault, and so is blank; empty after a fault. */
    public String requiredText(String name, int maxBytes) {
        if (node(name) == null) {
            fault(name, ErrorCode.FIELD_MISSING, name + " is required.");
            return "";
        }
        var text = text(name, maxBytes);
        if (text != null && Characters.isBlank(text)) {
            fault(name, ErrorCode.FIELD_INVALID, name + " must have a visible character.");
        }
        return text == null ? "" : text;
    }

    /** A text that meets a rule, for example a form of id; null where absent. */
    public @Nullable String text(String name, Predicate<String> rule, String expected) {
        var text = text(name, Integer.MAX_VALUE);
        return text == null || rule.test(text)
                ? text
                : fault(name, ErrorCode.FIELD_INVALID, name + " must be " + expected);
    }

    /** The id of a user or group; empty after a fault. */
    public String requiredId(String name) {
        var id = requiredText(name, Integer.MAX_VALUE);
        if (!Ids.isValid(id)) {
            fault(name, ErrorCode.FIELD_INVALID, name + " must be " + Ids.FORM);
        }
        return id;
    }

    /** As {@link #messageId}, but absent is a fault; empty after a fault. */
    public String requiredMessageId(String name) {
        var id = messageId(name);
        if (id == null) {
            fault(name, ErrorCode.FIELD_MISSING, name + " is required.");
        }
        return id == null ? "" : id;
    }

    /** The id of a message, in lower case; null where absent. */
    public @Nullable String messageId(String name) {
        var id = text(name, UuidV7::isUuid, "the id of a message (a UUID).");
        return id == null ? null : UuidV7.normalized(id);
    }

    /** A JSON object as compact JSON text, at most so many bytes; null where absent. */
    public @Nullable String object(String name, int maxBytes) {
        var node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isObject()) {
            return fault(name, ErrorCode.FIELD_INVALID, name + " must be a JSON object.");
        }
        if (!JsonBodies.isStorable(node)) {
            return fault(
                    name,
                    ErrorCode.FIELD_INVALID,
                    name + " must not contain NUL, an unpaired surrogate, or a number with an exponent beyond ±999.");
        }
        var text = JsonBodies.compact(node);
        return Characters.utf8Length(text) <= maxBytes
                ? text
                : fault(name, ErrorCode.FIELD_INVALID, name + " must be at most " + maxBytes + " bytes of JSON.");
    }

    /** A list of texts that each meet a rule; empty where absent. */
    public List<String> texts(String name, int maxCount, Predicate<String> rule, String expected) {
        var node = node(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.size() > maxCount) {
            fault(name, ErrorCode.FIELD_INVALID, name + " must be an array of at most " + maxCount + " items.");
            return List.of();
        }
        var texts = new ArrayList<String>(node.size());
        for (var item : node) {
            if (!item.isTextual() || !Characters.isStorable(item.textValue()) || !rule.test(item.textValue())) {
                fault(name, ErrorCode.FIELD_INVALID, "Each item of " + name + " must be " + expected);
                return List.of();
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /** A whole number within a range; the default where absent. */
    public long integer(String name, long defaultValue, long min, long max) {
        var node = node(name);
        if (node == null) {
            return defaultValue;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
            fault(name, ErrorCode.FIELD_INVALID, name + " must be an integer from " + min + " to " + max + ".");
            return defaultValue;
        }
        return node.longValue();
    }

    /** True or false; null where absent. */
    public @Nullable Boolean flag(String name) {
        var node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isBoolean()) {
            fault(name, ErrorCode.FIELD_INVALID, name + " must be true or false.");
        }
        return node.booleanValue();
    }

    /** The fields of an object inside this one; null where absent. Its faults are to be taken over with {@link #faultsOf}. */
    public @Nullable Fields nested(String name) {
        var node = node(name);
        if (node != null && !node.isObject()) {
            fault(name, ErrorCode.FIELD_INVALID, name + " must be a JSON object.");
            return null;
        }
        return node == null ? null : new Fields(node, path + name + ".", isStrict);
    }

    /** The fields of each object of a list; empty where absent. Their faults are to be taken over as those of {@link #nested}. */
    public List<Fields> nestedList(String name, int maxCount) {
        var node = node(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.size() > maxCount) {
            fault(name, ErrorCode.FIELD_INVALID, name + " must be an array of at most " + maxCount + " items.");
            return List.of();
        }
        var items = new ArrayList<Fields>(node.size());
        for (var item : node) {
            if (!item.isObject()) {
                fault(name, ErrorCode.FIELD_INVALID, "Each item of " + name + " must be a JSON object.");
                return List.of();
            }
            items.add(new Fields(item, path + name + "[" + items.size() + "].", isStrict));
        }
        return items;
    }

    /** Takes over the first fault of a nested object. */
    public void faultsOf(Fields nested) {
        if (problem == null) {
            problem = nested.problem;
        }
    }

    /** Whether the field is there at all, null included. */
    public boolean has(String name) {
        known.add(name);
        return body.has(name);
    }

    /** Notes a fault, unless there was one before; always null, so that a reader can end with it. */
    public @Nullable String fault(String field, ErrorCode error, String detail) {
        if (problem == null) {
            problem = Problem.at(path + field, error, detail);
        }
        return null;
    }

    /** Makes a field that is specified but not built yet a fault, so that nothing a client sent is dropped silently. */
    public void refuseUnsupported(String name) {
        var node = node(name);
        var isEmpty = node == null || (node.isArray() && node.isEmpty());
        if (!isEmpty) {
            fault(name, ErrorCode.FIELD_UNSUPPORTED, name + " is not supported yet; leave it out.");
        }
    }

    /** As {@link #refuseUnknown}, where the fields are strict; for nested objects, which have no result of their own. */
    public void refuseUnknownIfStrict() {
        if (isStrict) {
            refuseUnknown();
        }
    }

    /** Makes every field that was not read a fault; {@link #result} of strict fields does it by itself. To be called last. */
    public void refuseUnknown() {
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(name, ErrorCode.FIELD_UNKNOWN, "Unknown field: " + name + ".");
            }
        });
    }

    public boolean isFaulty() {
        return problem != null;
    }

    /** The value where no fault was found. */
    public <T> Parsed<T> result(Supplier<T> value) {
        if (isStrict) {
            refuseUnknown();
        }
        return problem == null ? new Parsed.Valid<>(value.get()) : new Parsed.Invalid<>(problem);
    }

    private @Nullable JsonNode node(String name) {
        known.add(name);
        var node = body.get(name);
        return node == null || node.isNull() ? null : node;
    }
}
