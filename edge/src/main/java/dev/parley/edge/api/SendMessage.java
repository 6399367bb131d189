package dev.parley.edge.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageKind;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that a client wants to send, from a REST body or a frame; every field is legal.
 *
 * @param clientMsgId the client's id of the action, where the body carries it
 */
public record SendMessage(
        Receiver receiver,
        MessageKind kind,
        MessageContent content,
        @Nullable String parentId,
        @Nullable String replyToId,
        @Nullable String clientMsgId) {
    /** Longest text, in bytes of UTF-8. */
    public static final int MAX_TEXT_BYTES = 65_536;
    /** Longest {@code data} and {@code metadata}, in bytes. */
    static final int MAX_OBJECT_BYTES = 16 * 1024;

    private static final int MAX_MENTIONS = 100;

    /**
     * The message in a body or frame.
     *
     * @param refuseUnknownFields true for REST; a frame has fields of its own beside the message's
     */
    public static Parsed<SendMessage> parse(JsonNode body, boolean refuseUnknownFields) {
        var fields = new Fields(body);
        var receiver = receiver(fields);
        var kind = kind(fields);
        var text = text(fields, kind);
        var content = new MessageContent(
                text,
                fields.object("data", MAX_OBJECT_BYTES),
                fields.texts("mentions", MAX_MENTIONS, Ids::isValid, "ids of users."),
                Labels.read(fields),
                fields.object("metadata", MAX_OBJECT_BYTES));
        fields.refuseUnsupported("attachments");
        var parentId = fields.text("parentId", UuidV7::isUuid, "the id of a message.");
        var replyToId = fields.text("replyToId", UuidV7::isUuid, "the id of a message.");
        var clientMsgId =
                fields.text("clientMsgId", Ids::isActionId, "1 to 255 characters without control characters.");
        if (refuseUnknownFields) {
            fields.refuseUnknown();
        }
        return fields.result(
                () -> new SendMessage(receiver.orElseThrow(), kind, content, parentId, replyToId, clientMsgId));
    }

    private static Optional<Receiver> receiver(Fields fields) {
        var conversation = fields.text("conversation", Integer.MAX_VALUE);
        var receiver = fields.nested("receiver");
        if (conversation == null && receiver == null) {
            fields.fault("receiver", "field-missing", "Say whom it is for: receiver or conversation.");
            return Optional.empty();
        }
        if (conversation != null && receiver != null) {
            fields.fault("conversation", "field-invalid", "Give receiver or conversation, not both.");
            return Optional.empty();
        }
        return conversation == null ? named(fields, receiver) : known(fields, conversation);
    }

    private static Optional<Receiver> known(Fields fields, String conversation) {
        var id = ConversationId.parse(conversation);
        if (id.isEmpty()) {
            fields.fault("conversation", "field-invalid", "conversation must be d:{a}:{b}, ids sorted, or g:{group}.");
        }
        return id.map(Receiver.ToConversation::new);
    }

    private static Optional<Receiver> named(Fields fields, @Nullable Fields receiver) {
        if (receiver == null) {
            return Optional.empty();
        }
        var user = receiver.text("user", Ids::isValid, "the id of a user.");
        var group = receiver.text("group", Ids::isValid, "the id of a group.");
        var id = user == null ? group : user;
        receiver.refuseUnknown();
        fields.faultsOf(receiver);
        if (id == null || (user != null && group != null)) {
            fields.fault("receiver", "field-invalid", "receiver must hold user or group, one of them.");
            return Optional.empty();
        }
        return Optional.of(user == null ? new Receiver.ToGroup(id) : new Receiver.ToUser(id));
    }

    private static MessageKind kind(Fields fields) {
        var kind = fields.text("kind", Integer.MAX_VALUE);
        return switch (kind == null ? "text" : kind) {
            case "text" -> MessageKind.TEXT;
            case "custom" -> MessageKind.CUSTOM;
            case "image", "file", "audio", "video" -> {
                fields.fault("kind", "kind-unsupported", "Messages of this kind cannot be sent yet.");
                yield MessageKind.CUSTOM;
            }
            default -> {
                fields.fault("kind", "field-invalid", "kind must be text or custom.");
                yield MessageKind.CUSTOM;
            }
        };
    }

    private static @Nullable String text(Fields fields, MessageKind kind) {
        var text = fields.text("text", Integer.MAX_VALUE);
        if (text == null) {
            if (kind == MessageKind.TEXT) {
                fields.fault("text", "field-missing", "text is missing.");
            }
            return null;
        }
        if (Characters.utf8Length(text) > MAX_TEXT_BYTES) {
            return fields.fault("text", "text-too-long", "text is longer than " + MAX_TEXT_BYTES + " bytes of UTF-8.");
        }
        return kind == MessageKind.TEXT && Characters.isBlank(text)
                ? fields.fault("text", "text-blank", "text has nothing that can be seen.")
                : text;
    }

    /** The kind as clients see it. */
    static String kindOf(MessageKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
