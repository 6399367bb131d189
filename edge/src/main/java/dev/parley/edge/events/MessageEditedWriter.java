package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.AttachmentJson;
import dev.parley.edge.api.JsonText;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageEdited;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The new values of the fields that changed; the others are as they were. A field that was cleared is null or an empty list. */
record MessageEditedWriter() implements EventWriter<MessageEdited> {
    @Override
    public Class<MessageEdited> kind() {
        return MessageEdited.class;
    }

    @Override
    public String name() {
        return "message.edited";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MessageEdited edited) throws IOException {
        json.writeObjectFieldStart("message");
        json.writeStringField("id", edited.getMessageId());
        writeChanged(json, event, edited);
        json.writeEndObject();
        json.writeNumberField("messageSeq", edited.getMessageSeq());
        json.writeStringField("sender", edited.getAuthor());
        JsonText.text(json, "parentId", edited.getParentId());
        MentionsAll.write(json, edited.getMentionsAll());
        json.writeNumberField("version", event.getSeq());
    }

    /** The fields that changed. */
    static void writeChanged(JsonGenerator json, Event event, MessageEdited edited) throws IOException {
        if (event.getContent() instanceof MessageContent content) {
            for (var field : edited.getFields()) {
                write(json, field, content);
            }
        } else {
            json.writeStringField("content", "erased-or-encrypted");
        }
    }

    private static void write(JsonGenerator json, String field, MessageContent content) throws IOException {
        switch (field) {
            case "text" -> json.writeStringField(field, content.getText());
            case "data" -> rawOrNull(json, field, content.getData());
            case "metadata" -> rawOrNull(json, field, content.getMetadata());
            case "mentions" -> JsonText.texts(json, field, content.getMentions());
            case "attachments" -> AttachmentJson.write(json, content.getAttachments());
            case "tags" -> JsonText.texts(json, field, content.getTags());
            // A field that only a newer version knows.
            default -> {}
        }
    }

    private static void rawOrNull(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            JsonText.raw(json, field, value);
        }
    }
}
