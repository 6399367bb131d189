package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code message.edit}: {@code {messageId, conversation?, text?, data?, mentions?, tags?, metadata?, attachments?, version?}}. A field that is not
 * sent stays as it is; null clears {@code text}, {@code data} and {@code metadata}, an empty list the lists.
 */
record EditMessageRequest(MessageAddress message, EditMessage body) implements CommandRequest {
    private static final List<String> CHANGEABLE =
            List.of("text", "data", "mentions", "tags", "metadata", "attachments");

    static Parsed<EditMessageRequest> parse(Fields fields) {
        var message = MessageAddress.read(fields);
        var changed = CHANGEABLE.stream().filter(fields::has).toList();
        if (changed.isEmpty()) {
            fields.fault(
                    "text", ErrorCode.FIELD_MISSING, "Send at least one of " + String.join(", ", CHANGEABLE) + ".");
        }
        var content = ContentFields.read(fields, changed.contains("text") ? newText(fields) : null);
        var version = version(fields);
        return fields.result(
                () -> new EditMessageRequest(message, new EditMessage(message.messageId(), changed, content, version)));
    }

    @Override
    public Drafted draft(CommandContext context) {
        var drafted = message.draft(context, conversation -> context.draft(conversation, body));
        return context.older().threadOf(context, drafted);
    }

    /** Null clears it, which only the conversation can decide: it knows the message's kind. */
    private static @Nullable String newText(Fields fields) {
        var text = ContentFields.text(fields);
        return text == null ? null : ContentFields.visible(fields, text);
    }

    /** The version that the client saw: the seq of the message's last change. */
    private static @Nullable Long version(Fields fields) {
        return fields.has("version") ? (Long) fields.integer("version", 0, 1, Long.MAX_VALUE) : null;
    }
}
