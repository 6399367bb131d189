package dev.parley.wsfanout.stream;

import dev.parley.edge.api.ConversationId;
import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.content.DirectConversations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event at its place in the log, with as much of it as fan-out needs. Immutable.
 *
 * @param wire the record's value; null where the frame is kept in its stead
 * @param frame the finished frame; null where nobody here has needed it
 */
record LoggedEvent(Place place, About about, MembershipChange change, byte @Nullable [] wire, byte @Nullable [] frame) {
    /** Roughly what an event costs beside its bytes, its share of the ring's tables included. */
    private static final int OVERHEAD_BYTES = 400;

    /** Where a record stands. */
    record Place(int partition, long offset) {}

    /** Which event it is. */
    record About(ConversationKey key, long seq, EventId eventId) {}

    static LoggedEvent of(Place place, Event event, MembershipChange change, byte[] wire) {
        var key = new ConversationKey(event.getTenant(), event.getConversation());
        return new LoggedEvent(place, new About(key, event.getSeq(), event.getEventId()), change, wire, null);
    }

    /** Keeps the frame instead of the record. */
    LoggedEvent framed(byte[] finished) {
        return new LoggedEvent(place, about, change, null, finished);
    }

    ConversationKey key() {
        return about.key();
    }

    long seq() {
        return about.seq();
    }

    /** The two users of a direct conversation; empty for a group. */
    Optional<ConversationId.Direct> direct() {
        var conversation = key().conversation();
        return DirectConversations.isDirect(conversation)
                ? ConversationId.parse(conversation).map(ConversationId.Direct.class::cast)
                : Optional.empty();
    }

    int bytes() {
        return OVERHEAD_BYTES + (wire == null ? 0 : wire.length) + (frame == null ? 0 : frame.length);
    }
}
