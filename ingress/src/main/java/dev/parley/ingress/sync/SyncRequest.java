package dev.parley.ingress.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.schemas.errors.ErrorCode;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which events a client has.
 *
 * @param positions the last seq that it has, by conversation
 * @param limit most events that it takes at once
 * @param withStates whether it wants each conversation as it is now
 * @param withNew whether it wants to know of conversations that it did not name
 */
record SyncRequest(SortedMap<String, Long> positions, int limit, boolean withStates, boolean withNew) {
    /** With names of usual length that is what a body holds. */
    static final int MAX_POSITIONS = 4_000;

    static final int MAX_POSITIONS_WITH_STATES = 200;
    private static final int DEFAULT_LIMIT = 200;
    private static final int MAX_LIMIT = 1_000;
    /** The fields beside the positions. */
    private static final int OTHER_FIELDS = 100;

    static final int MAX_FIELDS = MAX_POSITIONS + OTHER_FIELDS;
    private static final String CONVERSATIONS = "conversations";

    /** {@code {conversations: {c: seq}, limit?, states?, new?}}. */
    static Parsed<SyncRequest> parse(ObjectNode body) {
        var positions = new TreeMap<String, Long>();
        var fields = Fields.strict(body);
        // Thousands of names are read here, not as fields of their own.
        fields.has(CONVERSATIONS);
        var limit = (int) fields.integer("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
        var withStates = Boolean.TRUE.equals(fields.flag("states"));
        var withNew = !Boolean.FALSE.equals(fields.flag("new"));
        if (!(body.get(CONVERSATIONS) instanceof ObjectNode given)) {
            return refused(
                    body.hasNonNull(CONVERSATIONS) ? ErrorCode.FIELD_INVALID : ErrorCode.FIELD_MISSING,
                    "conversations must be an object: the last seq that you have, by conversation. It may be empty.");
        }
        var most = withStates ? MAX_POSITIONS_WITH_STATES : MAX_POSITIONS;
        if (given.size() > most) {
            return refused(
                    ErrorCode.FIELD_INVALID,
                    "conversations must have at most " + most + " positions" + (withStates ? " with states" : "")
                            + "; send the others in further calls.");
        }
        for (var position : given.properties()) {
            if (ConversationId.parse(position.getKey()).isEmpty()) {
                return refused(ErrorCode.FIELD_INVALID, "A name in conversations is none: " + ConversationId.FORM);
            }
            if (!isSeq(position.getValue())) {
                return refused(
                        ErrorCode.FIELD_INVALID, "Each position must be an integer from 0 to " + Fields.MAX_SEQ + ".");
            }
            positions.put(position.getKey(), position.getValue().longValue());
        }
        return fields.result(() -> new SyncRequest(positions, limit, withStates, withNew));
    }

    private static boolean isSeq(JsonNode value) {
        return value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= 0
                && value.longValue() <= Fields.MAX_SEQ;
    }

    private static Parsed<SyncRequest> refused(ErrorCode error, String detail) {
        return new Parsed.Invalid<>(Problem.at(CONVERSATIONS, error, detail));
    }
}
