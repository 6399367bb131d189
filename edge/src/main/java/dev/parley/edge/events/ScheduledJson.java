package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.MessageJson;
import dev.parley.edge.api.MessageView;
import dev.parley.edge.api.Timestamps;
import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.ScheduledMessage;
import java.io.IOException;
import java.util.Locale;

/** Scheduled messages as their senders see them. */
public final class ScheduledJson {
    private static final int ID_BYTES = 16;

    private ScheduledJson() {}

    /** The answer to a scheduling: {@code {"scheduled":{…}}}. */
    public static byte[] accepted(ScheduledMessage scheduled) {
        return JsonText.object(json -> writeAccepted(json, scheduled));
    }

    /** {@code "scheduled":{id, conversation, sendAt}} into an object that was begun. */
    public static void writeAccepted(JsonGenerator json, ScheduledMessage scheduled) throws IOException {
        json.writeObjectFieldStart("scheduled");
        writePlace(json, scheduled);
        json.writeEndObject();
    }

    /** As in lists. */
    public static byte[] of(ScheduledMessage scheduled) {
        return JsonText.object(json -> {
            writePlace(json, scheduled);
            json.writeStringField("state", scheduled.getState().name().toLowerCase(Locale.ROOT));
            if (scheduled.getContent() != null) {
                writeContent(json, scheduled);
            }
            JsonText.text(json, "clientMsgId", scheduled.getActionId());
            JsonText.text(json, "code", scheduled.getCode());
            JsonText.text(json, "messageId", scheduled.getMessageId());
        });
    }

    private static void writePlace(JsonGenerator json, ScheduledMessage scheduled) throws IOException {
        json.writeStringField("id", scheduled.getId());
        json.writeStringField("conversation", scheduled.getConversation());
        json.writeStringField("sendAt", Timestamps.text(scheduled.getSendAt()));
    }

    private static void writeContent(JsonGenerator json, ScheduledMessage scheduled) throws IOException {
        var event = becoming(scheduled);
        MessageJson.writeBody(json, MessageView.contentOf(event, (MessageCreated) event.getBody()));
        JsonText.number(json, "expiresInSeconds", scheduled.getExpiresInSeconds());
    }

    /** The event that it would become, so that both show the same fields. */
    private static Event becoming(ScheduledMessage scheduled) {
        var created = MessageCreated.newBuilder()
                .setMessageId(scheduled.getId())
                .setKind(scheduled.getKind())
                .setParentId(scheduled.getParentId())
                .setReplyToId(scheduled.getReplyToId())
                .build();
        return Event.newBuilder()
                .setEventId(new EventId(new byte[ID_BYTES]))
                .setTenant(scheduled.getTenant())
                .setConversation(scheduled.getConversation())
                .setSeq(0)
                .setMessageNo(0)
                .setAt(scheduled.getSendAt())
                .setContent(scheduled.getContent())
                .setBody(created)
                .build();
    }
}
