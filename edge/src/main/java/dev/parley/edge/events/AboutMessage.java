package dev.parley.edge.events;

import dev.parley.schemas.Event;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Which message an event is about: every such kind of event has a field of that name. */
public final class AboutMessage {
    private static final String FIELD = "messageId";

    private AboutMessage() {}

    /** Empty for an event that is about no message, or of a kind that this version does not know. */
    public static Optional<String> idOf(Event event) {
        return event.getBody() instanceof SpecificRecord body ? idIn(body) : Optional.empty();
    }

    /** As {@link #idOf}, for the body of an event or of the action that asks for it. */
    public static Optional<String> idIn(SpecificRecord body) {
        return Optional.ofNullable(body.getSchema().getField(FIELD))
                .map(field -> body.get(field.pos()).toString());
    }
}
