package dev.parley.edge.command;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.log.ActionDraft;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.content.MessageKinds;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code message.send}: a message to a user, a group or a known conversation; or a reply in a thread. */
record SendMessageRequest(
        Receiver receiver,
        MessageKind kind,
        MessageContent content,
        @Nullable String parentId,
        @Nullable String replyToId,
        MessageTiming timing)
        implements CommandRequest {
    /** Longest text, in bytes of UTF-8. */
    static final int MAX_TEXT_BYTES = 65_536;

    static Parsed<SendMessageRequest> parse(Fields fields) {
        return parse(fields, receiver(fields), fields.messageId("parentId"));
    }

    /** {@code {messageId, conversation?}} of the thread's first message, and what a message has beside receiver and parent. */
    static Parsed<SendMessageRequest> parseReply(Fields fields) {
        var parent = MessageAddress.read(fields);
        return parse(fields, Optional.of(new Receiver.ToThread(parent)), parent.messageId());
    }

    private static Parsed<SendMessageRequest> parse(
            Fields fields, Optional<Receiver> receiver, @Nullable String parentId) {
        var kind = kind(fields);
        var content = ContentFields.read(fields, text(fields, kind));
        if (MessageKinds.needsFile(kind) && content.getAttachments().isEmpty()) {
            fields.fault(
                    "attachments",
                    ErrorCode.FIELD_MISSING,
                    "attachments must have at least one file for kind " + MessageKinds.name(kind) + ".");
        }
        var replyToId = fields.messageId("replyToId");
        var timing = MessageTiming.read(fields);
        return fields.result(
                () -> new SendMessageRequest(receiver.orElseThrow(), kind, content, parentId, replyToId, timing));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return switch (receiver) {
            case Receiver.ToGroup(var group) -> withTargets(context, draft(context, Ids.group(group)));
            case Receiver.ToUser(var user) -> direct(context, user);
            case Receiver.ToConversation(var conversation) -> to(context, conversation);
            case Receiver.ToThread(var parent) -> parent.locate(context, conversation -> to(context, conversation));
        };
    }

    private Drafted to(CommandContext context, ConversationId conversation) {
        return switch (conversation) {
            case ConversationId.Group group -> withTargets(context, draft(context, group.value()));
            case ConversationId.Direct direct ->
                direct.names(context.actor())
                        ? direct(context, direct.other(context.actor()))
                        : new Drafted.RefusedAtEdge(Problem.of(ErrorCode.CONVERSATION_NOT_FOUND));
        };
    }

    private ActionDraft draft(CommandContext context, String conversation) {
        var message = new PostMessage(kind, content, parentId, replyToId, timing.expiresInSeconds());
        return context.draft(conversation, timing.body(message));
    }

    private Drafted direct(CommandContext context, String other) {
        if (other.equals(context.actor())) {
            return new Drafted.RefusedAtEdge(Problem.of(ErrorCode.RECEIVER_IS_SENDER));
        }
        var facts = context.user(other);
        if (facts.isEmpty()) {
            return context.mayBlock()
                    ? new Drafted.RefusedAtEdge(Problem.of(ErrorCode.RECEIVER_UNKNOWN))
                    : new Drafted.WouldBlock();
        }
        var draft = draft(context, Ids.direct(context.actor(), other));
        return withTargets(context, draft.withRefusal(refusalOf(facts.get().status())));
    }

    private static @Nullable ErrorCode refusalOf(UserStatus receiver) {
        return switch (receiver) {
            case ACTIVE -> null;
            case DEACTIVATED -> ErrorCode.RECEIVER_INACTIVE;
            case DELETED -> ErrorCode.RECEIVER_UNKNOWN;
        };
    }

    private Drafted withTargets(CommandContext context, ActionDraft draft) {
        var isAboutOne = parentId != null && parentId.equals(replyToId);
        var replying = context.older().target(context, draft, replyToId, ErrorCode.REPLY_TO_UNKNOWN);
        return !isAboutOne && replying instanceof Drafted.Ready(var withTarget)
                ? context.older().parentTarget(context, withTarget, parentId)
                : replying;
    }

    private static Optional<Receiver> receiver(Fields fields) {
        var conversation = fields.text("conversation", Integer.MAX_VALUE);
        var receiver = fields.nested("receiver");
        if (conversation == null && receiver == null) {
            fields.fault("receiver", ErrorCode.FIELD_MISSING, "receiver or conversation is required.");
            return Optional.empty();
        }
        if (conversation != null && receiver != null) {
            fields.fault("conversation", ErrorCode.FIELD_INVALID, "Send receiver or conversation, not both.");
            return Optional.empty();
        }
        return conversation == null ? named(fields, receiver) : known(fields, conversation);
    }

    private static Optional<Receiver> known(Fields fields, String conversation) {
        var id = ConversationId.parse(conversation);
        if (id.isEmpty()) {
            fields.fault("conversation", ErrorCode.FIELD_INVALID, ConversationId.FORM);
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
            fields.fault("receiver", ErrorCode.FIELD_INVALID, "receiver must have either user or group.");
            return Optional.empty();
        }
        return Optional.of(user == null ? new Receiver.ToGroup(id) : new Receiver.ToUser(id));
    }

    private static MessageKind kind(Fields fields) {
        var kind = fields.text("kind", Integer.MAX_VALUE);
        return switch (kind == null ? "text" : kind) {
            case "text" -> MessageKind.TEXT;
            case "custom" -> MessageKind.CUSTOM;
            case "image" -> MessageKind.IMAGE;
            case "file" -> MessageKind.FILE;
            case "audio" -> MessageKind.AUDIO;
            case "video" -> MessageKind.VIDEO;
            default -> {
                fields.fault(
                        "kind", ErrorCode.FIELD_INVALID, "kind must be text, image, file, audio, video or custom.");
                yield MessageKind.CUSTOM;
            }
        };
    }

    private static @Nullable String text(Fields fields, MessageKind kind) {
        var text = ContentFields.text(fields);
        if (text == null) {
            return kind == MessageKind.TEXT
                    ? fields.fault("text", ErrorCode.FIELD_MISSING, "text is required for kind text.")
                    : null;
        }
        return kind == MessageKind.TEXT ? ContentFields.visible(fields, text) : text;
    }
}
