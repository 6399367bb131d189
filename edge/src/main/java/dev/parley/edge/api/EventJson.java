package dev.parley.edge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MessageCreated;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Locale;

/** Events as clients see them; everyone gets the same bytes. */
public final class EventJson {
    private EventJson() {}

    /** As in lists: {@code {"conversation":…,"seq":…,…,"data":{…}}}. */
    public static byte[] of(Event event) {
        return JsonText.object(json -> write(json, event));
    }

    /** As in a frame: {@code "type":"event"} first. */
    public static byte[] frame(Event event) {
        return JsonText.object(json -> {
            json.writeStringField("type", "event");
            write(json, event);
        });
    }

    /** For example {@code message.created}. */
    public static String typeOf(Event event) {
        return switch (event.getBody()) {
            case MessageCreated _ -> "message.created";
            case GroupCreated _ -> "group.created";
            case MemberJoined _ -> "member.joined";
            case MemberLeft _ -> "member.left";
            default -> throw unknown(event);
        };
    }

    private static void write(JsonGenerator json, Event event) throws IOException {
        json.writeStringField("conversation", event.getConversation());
        json.writeNumberField("seq", event.getSeq());
        json.writeNumberField("messageNo", event.getMessageNo());
        json.writeStringField(
                "eventId", HexFormat.of().formatHex(event.getEventId().bytes()));
        json.writeStringField("event", typeOf(event));
        JsonText.text(json, "actor", event.getActor());
        json.writeStringField("at", Timestamps.text(event.getAt()));
        JsonText.text(json, "clientMsgId", event.getActionId());
        json.writeObjectFieldStart("data");
        writeData(json, event);
        json.writeEndObject();
    }

    private static void writeData(JsonGenerator json, Event event) throws IOException {
        switch (event.getBody()) {
            case MessageCreated message -> {
                json.writeObjectFieldStart("message");
                json.writeStringField("id", message.getMessageId());
                MessageJson.writeBody(json, MessageView.contentOf(event, message));
                json.writeEndObject();
            }
            case GroupCreated group -> {
                json.writeObjectFieldStart("group");
                json.writeStringField("id", event.getConversation().substring(2));
                writeGroup(json, group);
                json.writeEndObject();
            }
            case MemberJoined joined -> {
                json.writeStringField("user", joined.getUser());
                json.writeStringField("role", joined.getRole().name().toLowerCase(Locale.ROOT));
                json.writeNumberField("memberCount", joined.getMemberCount());
            }
            case MemberLeft left -> {
                json.writeStringField("user", left.getUser());
                json.writeNumberField("memberCount", left.getMemberCount());
            }
            default -> throw unknown(event);
        }
    }

    private static void writeGroup(JsonGenerator json, GroupCreated group) throws IOException {
        json.writeStringField("name", group.getName());
        json.writeStringField("access", group.getAccess().name().toLowerCase(Locale.ROOT));
        json.writeStringField("owner", group.getOwner());
        JsonText.text(json, "description", group.getDescription());
        JsonText.text(json, "icon", group.getIcon());
        JsonText.texts(json, "tags", group.getTags());
        JsonText.raw(json, "metadata", group.getMetadata());
    }

    private static IllegalStateException unknown(Event event) {
        return new IllegalStateException("No JSON for " + event.getBody().getClass());
    }
}
