package dev.parley.edge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.schemas.Attachment;
import java.io.IOException;
import java.util.List;

/** Files of a message as clients see them. */
public final class AttachmentJson {
    private static final String NAME = "attachments";

    private AttachmentJson() {}

    /** {@code attachments: [{url, name, contentType, size, …}]}; nothing where there are none. */
    static void writeIfAny(JsonGenerator json, List<Attachment> attachments) throws IOException {
        if (!attachments.isEmpty()) {
            write(json, attachments);
        }
    }

    /** As {@link #writeIfAny}, also where there are none. */
    public static void write(JsonGenerator json, List<Attachment> attachments) throws IOException {
        json.writeArrayFieldStart(NAME);
        for (var attachment : attachments) {
            write(json, attachment);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Attachment attachment) throws IOException {
        json.writeStartObject();
        json.writeStringField("url", attachment.getUrl());
        json.writeStringField("name", attachment.getName());
        json.writeStringField("contentType", attachment.getContentType());
        json.writeNumberField("size", attachment.getSize());
        JsonText.number(json, "width", attachment.getWidth());
        JsonText.number(json, "height", attachment.getHeight());
        JsonText.number(json, "durationMs", attachment.getDurationMs());
        JsonText.text(json, "thumbnailUrl", attachment.getThumbnailUrl());
        json.writeEndObject();
    }
}
