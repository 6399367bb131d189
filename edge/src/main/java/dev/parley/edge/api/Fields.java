package dev.parley.edge.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private final JsonNode body;
    private final String path;
    private final Set<String> known = new HashSet<>();
    private @Nullable Problem problem;

    /** What is no object is a fault, too. */
    public Fields(JsonNode body) {
        this(body, "");
    }

    private Fields(JsonNode body, String path) {
        this.body = body;
        this.path = path;
        if (!(body instanceof ObjectNode)) {
            problem = Problem.of(400, "body-not-json", "The body must be a JSON object.");
        }
    }

    /** The field's text, at most so many bytes of UTF-8; null where absent. */
    public @Nullable String text(String name, int maxBytes) {
        var node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            return fault(name, "field-invalid", name + " must be a text.");
        }
        var text = node.textValue();
        if (!Characters.isStorable(text)) {
            return fault(name, "field-invalid", name + " holds NUL or half of a surrogate pair.");
        }
        return Characters.utf8Length(text) <= maxBytes
                ? text
                : fault(name, "field-invalid", name + " is longer than " + maxBytes + " bytes of UTF-8.");
    }

    /** As {@link #text}, but absent is a fault, and so is blank; empty after a fault. */
    public String requiredText(String name, int maxBytes) {
        if (node(name) == null) {
            fault(name, "field-missing", name + " is missing.");
            return "";
        }
        var text = text(name, maxBytes);
        if (text != null && Characters.isBlank(text)) {
            fault(name, "field-invalid", name + " is blank.");
        }
        return text == null ? "" : text;
    }

    /** A text that meets a rule, for example a form of id; null where absent. */
    public @Nullable String text(String name, Predicate<String> rule, String expected) {
        var text = text(name, Integer.MAX_VALUE);
        return text == null || rule.test(text) ? text : fault(name, "field-invalid", name + " must be " + expected);
    }

    /** A JSON object as compact JSON text, at most so many bytes; null where absent. */
    public @Nullable String object(String name, int maxBytes) {
        var node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isObject()) {
            return fault(name, "field-invalid", name + " must be a JSON object.");
        }
        if (!JsonBodies.isStorable(node)) {
            return fault(name, "field-invalid", name + " holds NUL or half of a surrogate pair.");
        }
        var text = JsonBodies.compact(node);
        return Characters.utf8Length(text) <= maxBytes
                ? text
                : fault(name, "field-invalid", name + " is longer than " + maxBytes + " bytes.");
    }

    /** A list of texts that each meet a rule; empty where absent. */
    public List<String> texts(String name, int maxCount, Predicate<String> rule, String expected) {
        var node = node(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.size() > maxCount) {
            fault(name, "field-invalid", name + " must be a list of at most " + maxCount + ".");
            return List.of();
        }
        var texts = new ArrayList<String>(node.size());
        for (var item : node) {
            if (!item.isTextual() || !Characters.isStorable(item.textValue()) || !rule.test(item.textValue())) {
                fault(name, "field-invalid", name + " must hold only " + expected);
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
            fault(name, "field-invalid", name + " must be a whole number from " + min + " to " + max + ".");
            return defaultValue;
        }
        return node.longValue();
    }

    /** The fields of an object inside this one; null where absent. Its faults are to be taken over with {@link #faultsOf}. */
    public @Nullable Fields nested(String name) {
        var node = node(name);
        if (node != null && !node.isObject()) {
            fault(name, "field-invalid", name + " must be a JSON object.");
            return null;
        }
        return node == null ? null : new Fields(node, path + name + ".");
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
    public @Nullable String fault(String field, String code, String detail) {
        if (problem == null) {
            problem = Problem.at(path + field, code, detail);
        }
        return null;
    }

    /** Makes a field that is promised, and not built yet, a fault: nothing that a client sent is dropped in silence. */
    public void refuseUnsupported(String name) {
        var node = node(name);
        var isEmpty = node == null || (node.isArray() && node.isEmpty());
        if (!isEmpty) {
            fault(name, "field-unsupported", name + " cannot be sent yet.");
        }
    }

    /** Makes every field that was not read a fault. To be called last. */
    public void refuseUnknown() {
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(name, "field-unknown", "There is no such field here.");
            }
        });
    }

    public boolean isFaulty() {
        return problem != null;
    }

    /** The value where no fault was found. */
    public <T> Parsed<T> result(Supplier<T> value) {
        return problem == null ? new Parsed.Valid<>(value.get()) : new Parsed.Invalid<>(problem);
    }

    private @Nullable JsonNode node(String name) {
        known.add(name);
        var node = body.get(name);
        return node == null || node.isNull() ? null : node;
    }
}
