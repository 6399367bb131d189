package dev.parley.edge.api;

import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageKind;
import java.time.Instant;
import java.util.List;

/** Events as the conversation topology writes them. */
public final class Samples {
    public static final Instant AT = Instant.parse("2026-11-22T10:00:00.1239Z");
    public static final String MESSAGE_ID = "0199a1b2-0000-7000-8000-000000000001";

    private Samples() {}

    public static MessageContent words(String text) {
        return new MessageContent(text, null, List.of(), List.of(), null, List.of());
    }

    public static Event message(String text) {
        return event("d:alice:bob", new MessageCreated(MESSAGE_ID, MessageKind.TEXT, null, null, null, null, false))
                .setContent(words(text))
                .build();
    }

    public static Event.Builder event(String conversation, Object body) {
        var id = new byte[16];
        id[0] = (byte) 0xAB;
        id[15] = 1;
        return Event.newBuilder()
                .setEventId(new EventId(id))
                .setTenant("acme")
                .setConversation(conversation)
                .setSeq(4)
                .setMessageNo(3)
                .setActor("alice")
                .setAt(AT)
                .setActionId("c1")
                .setBody(body);
    }
}
