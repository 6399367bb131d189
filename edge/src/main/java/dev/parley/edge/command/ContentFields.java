package dev.parley.edge.command;

import dev.parley.edge.api.Characters;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Labels;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.errors.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What a message says, as new and edited messages have it: the same limits for both. */
final class ContentFields {
    private static final int MAX_MENTIONS = 100;

    private ContentFields() {}

    /**
     * {@code {data?, mentions?, tags?, metadata?, attachments?}} beside a text that was read before. Mentions are ids of users, and
     * {@code @all} for every member; who is named twice is named once.
     */
    static MessageContent read(Fields fields, @Nullable String text) {
        return new MessageContent(
                text,
                fields.object("data", Fields.MAX_OBJECT_BYTES),
                fields.texts("mentions", MAX_MENTIONS, Ids::isValid, "the id of a user, or @all.").stream()
                        .distinct()
                        .toList(),
                Labels.read(fields),
                fields.object("metadata", Fields.MAX_OBJECT_BYTES),
                AttachmentFields.read(fields));
    }

    /** The text within its limit; null where absent. */
    static @Nullable String text(Fields fields) {
        var text = fields.text("text", Integer.MAX_VALUE);
        return text == null || Characters.utf8Length(text) <= SendMessageRequest.MAX_TEXT_BYTES
                ? text
                : fields.fault(
                        "text",
                        ErrorCode.TEXT_TOO_LONG,
                        "text must be at most " + SendMessageRequest.MAX_TEXT_BYTES + " bytes of UTF-8.");
    }

    /** A text that has something to see. */
    static @Nullable String visible(Fields fields, String text) {
        return Characters.isBlank(text)
                ? fields.fault("text", ErrorCode.TEXT_BLANK, "text must have a visible character.")
                : text;
    }
}
