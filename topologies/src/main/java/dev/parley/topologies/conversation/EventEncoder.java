package dev.parley.topologies.conversation;

import dev.parley.schemas.Action;
import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.topologies.memory.CanonicalDigest;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes events with their own digest. It is taken over the canonical form, so that an event without a newer optional field has the
 * same id in every version. One thread.
 */
final class EventEncoder {
    private static final int ID_BYTES = 16;

    private final AvroWriter<Event> writer;
    private final CanonicalDigest digest = new CanonicalDigest();

    EventEncoder(AvroWriter<Event> writer) {
        this.writer = writer;
    }

    /** Where an event stands: numbers and time. */
    record Place(long seq, long messageNo, long at) {}

    /** @param action of a client; without an actor and an id where a timer caused the event */
    byte[] encode(Action action, EventDraft draft, Place place) {
        var event = new Event(
                new EventId(new byte[ID_BYTES]),
                action.getTenant(),
                action.getConversation(),
                place.seq(),
                place.messageNo(),
                action.getActor(),
                Instant.ofEpochMilli(place.at()),
                action.getActionId().isEmpty() ? null : action.getActionId(),
                action.getClientAt(),
                0,
                draft.content(),
                draft.body());
        event.getEventId().bytes(digest.of(event));
        return writer.write(event);
    }

    static byte[] idOf(byte[] event) {
        return Arrays.copyOfRange(event, AvroWriter.HEADER_BYTES, AvroWriter.HEADER_BYTES + ID_BYTES);
    }

    /** Whether these bytes are the event with that id. */
    static boolean isEvent(byte[] event, byte[] id) {
        return Arrays.equals(idOf(event), id);
    }
}
