package dev.parley.edge.api;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.ValueNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into a tree that keeps numbers as they were written, {@code -0.0} and {@code 1.50} included: integers that fit are
 * numbers, all others are raw text, which no exponent can expand.
 */
final class JsonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern LONG_EXPONENT = Pattern.compile(".*[eE][+-]?0*[1-9][0-9]{3,}");

    private JsonTree() {}

    /**
     * The one value in the text; null where there is none.
     *
     * @throws JsonProcessingException the text is not JSON, or there is more after the value
     */
    static @Nullable JsonNode read(JsonMapper mapper, String text) throws JsonProcessingException {
        try (var json = mapper.createParser(text)) {
            if (json.nextToken() == null) {
                return null;
            }
            var value = value(json);
            if (json.nextToken() != null) {
                throw new JsonParseException(json, "More after the value.");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("Text in memory cannot be read.", e);
        }
    }

    /** Whether a number that is kept as text is one that other readers could take: its exponent has three digits at most. */
    static boolean isModest(JsonNode rawNumber) {
        return !LONG_EXPONENT.matcher(rawNumber.toString()).matches();
    }

    /** Depth is bounded by the parser. */
    private static JsonNode value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                var object = NODES.objectNode();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    var name = json.currentName();
                    json.nextToken();
                    object.set(name, value(json));
                }
                yield object;
            }
            case START_ARRAY -> {
                var array = NODES.arrayNode();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(json));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.textNode(json.getText());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(json.getBooleanValue());
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_NUMBER_INT -> integer(json);
            case VALUE_NUMBER_FLOAT -> new POJONode(new RawValue(json.getText()));
            default -> throw new JsonParseException(json, "Unexpected token.");
        };
    }

    private static ValueNode integer(JsonParser json) throws IOException {
        var text = json.getText();
        return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || text.equals("-0")
                ? new POJONode(new RawValue(text))
                : NODES.numberNode(json.getLongValue());
    }
}
