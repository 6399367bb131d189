package dev.parley.topologies.conversation;

import dev.parley.schemas.Action;
import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.topologies.memory.ActionIdentity;
import java.time.Instant;
import java.util.Arrays;

/** Writes events once, their own digest included: it stands first in the record, so it can be filled in afterwards. */
final class EventEncoder {
    private static final int ID_BYTES = 16;

    private final AvroWriter<Event> writer;

    EventEncoder(AvroWriter<Event> writer) {
        this.writer = writer;
    }

    /** Where an event stands: numbers and time. */
    record Place(long seq, long messageNo, long at) {}

    byte[] encode(Action action, EventDraft draft, Place place) {
        var event = new Event(
                new EventId(new byte[ID_BYTES]),
                action.getTenant(),
                action.getConversation(),
                place.seq(),
                place.messageNo(),
                action.getActor(),
                Instant.ofEpochMilli(place.at()),
                action.getActionId(),
                action.getClientAt(),
                0,
                draft.content(),
                draft.body());
        var bytes = writer.write(event);
        var id = ActionIdentity.digest(Arrays.copyOfRange(bytes, AvroWriter.HEADER_BYTES, bytes.length));
        System.arraycopy(id, 0, bytes, AvroWriter.HEADER_BYTES, ID_BYTES);
        return bytes;
    }

    static byte[] idOf(byte[] event) {
        return Arrays.copyOfRange(event, AvroWriter.HEADER_BYTES, AvroWriter.HEADER_BYTES + ID_BYTES);
    }

    /** Whether these bytes are the event with that id. */
    static boolean isEvent(byte[] event, byte[] id) {
        return Arrays.equals(idOf(event), id);
    }
}
