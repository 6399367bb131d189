package dev.parley.ingress.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.JsonBodies;
import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Caller;
import dev.parley.schemas.errors.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that was let in: routed, authorised, its body received.
 *
 * @param verified who is calling; null on public routes only
 * @param path the named parts of the path, decoded
 * @param query the query parameters, decoded
 * @param idempotencyKey as the client gave it, decoded and of legal form
 * @param ifMatch the version of the header {@code If-Match}; null where any will do
 */
public record Call(
        @Nullable Caller verified,
        Map<String, String> path,
        Map<String, String> query,
        @Nullable String idempotencyKey,
        @Nullable Long ifMatch,
        byte[] body) {

    public Caller caller() {
        if (verified == null) {
            throw new IllegalStateException("A public route has no caller.");
        }
        return verified;
    }

    public String tenant() {
        return caller().tenant();
    }

    /** The same call by another caller, with another body. */
    public Call on(Caller other, byte[] otherBody) {
        return new Call(other, path, query, idempotencyKey, ifMatch, otherBody);
    }

    /** The same call with one more query parameter. */
    public Call withQuery(String name, String value) {
        var more = new TreeMap<>(query);
        more.put(name, value);
        return new Call(verified, path, more, idempotencyKey, ifMatch, body);
    }

    /** The user who acts, on a route that needs one. */
    public String actor() {
        return caller().actor().orElseThrow();
    }

    /** A named part of the path. */
    public String part(String name) {
        var value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("The route has no " + name + ".");
        }
        return value;
    }

    /** A named part of the path that is the id of a user or group. */
    public String id(String name) {
        var id = part(name);
        if (!Ids.isValid(id)) {
            throw new RefusedException(Problem.at(name, ErrorCode.FIELD_INVALID, name + " must be " + Ids.FORM));
        }
        return id;
    }

    /** The client's name for this write, or a new one where it gave none. */
    public String actionId() {
        return idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey;
    }

    /** The body, which must be one JSON object. */
    public ObjectNode json() {
        return RefusedException.valid(JsonBodies.read(body));
    }

    /** As {@link #json()}, with a limit of fields of its own. */
    public ObjectNode json(int maxFields) {
        return RefusedException.valid(JsonBodies.read(body, maxFields));
    }

    /** As {@link #json()}, but no body at all counts as an empty object. */
    public ObjectNode jsonOrEmpty() {
        return body.length == 0 ? JsonNodeFactory.instance.objectNode() : json();
    }

    /** The fields of a command: those of the body, the parts of the path, the query, and {@code version} from {@code If-Match}. */
    public ObjectNode fields() {
        var fields = jsonOrEmpty();
        path.forEach((name, value) -> put(fields, name, JsonNodeFactory.instance.textNode(value)));
        query.forEach((name, value) -> put(fields, name, JsonNodeFactory.instance.textNode(value)));
        if (ifMatch != null) {
            put(fields, "version", JsonNodeFactory.instance.numberNode(ifMatch));
        }
        return fields;
    }

    private static void put(ObjectNode fields, String name, JsonNode value) {
        var given = fields.putIfAbsent(name, value);
        if (given != null && !given.equals(value)) {
            throw new RefusedException(Problem.at(
                    name, ErrorCode.FIELD_INVALID, name + " is sent twice with different values; send it once."));
        }
    }

    /** For calls that take no fields: no body, or an empty object. */
    public void expectNothing() {
        var fields = new Fields(jsonOrEmpty());
        fields.refuseUnknown();
        RefusedException.valid(fields.result(() -> fields));
    }

    /** The same call without a query parameter. */
    public Call withoutQuery(String name) {
        var rest = new HashMap<>(query);
        rest.remove(name);
        return new Call(verified, path, Map.copyOf(rest), idempotencyKey, ifMatch, body);
    }

    /** A whole number from the query. */
    public long number(String name, long defaultValue, long min, long max) {
        var text = query.get(name);
        if (text == null) {
            return defaultValue;
        }
        var number = isNumber(text) ? Long.parseLong(text) : -1;
        if (number < min || number > max) {
            throw new RefusedException(Problem.at(
                    name, ErrorCode.FIELD_INVALID, name + " must be an integer from " + min + " to " + max + "."));
        }
        return number;
    }

    /** True or false from the query; null where it was not given. */
    public @Nullable Boolean flag(String name) {
        return switch (query.get(name)) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new RefusedException(Problem.at(name, ErrorCode.FIELD_INVALID, name + " must be true or false."));
        };
    }

    /** A seq from the query; 0 where it was not given. */
    public long seq(String name) {
        return number(name, 0, 0, Fields.MAX_SEQ);
    }

    private static boolean isNumber(String text) {
        // 18 digits always fit.
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
