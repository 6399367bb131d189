package dev.parley.bench.log;

import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * Events as the topology logs them, with ids of their own. The caller sets place, actor and action.
 *
 * @param source part of the ids; events of one tenant with the same source need different numbers
 */
public record EventFactory(String tenant, String source) {
    public Event.Builder event(long number, Instant at) {
        var id = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(source.hashCode())
                .putLong(number)
                .array();
        return Event.newBuilder().setEventId(new EventId(id)).setTenant(tenant).setAt(at);
    }

    /** A message with text, whose id is a UUIDv7. */
    public Event.Builder message(long number, Instant at, String text) {
        var messageId = new UUID(at.toEpochMilli() << 16 | 0x7000, 1L << 63 | number).toString();
        return event(number, at)
                .setContent(MessageContent.newBuilder().setText(text).build())
                .setBody(MessageCreated.newBuilder().setMessageId(messageId).build());
    }
}
