package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupUpdated;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The new values of the fields that changed; the others are as they were. A field that was cleared is null or an empty list. */
record GroupUpdatedWriter() implements EventWriter<GroupUpdated> {
    @Override
    public Class<GroupUpdated> kind() {
        return GroupUpdated.class;
    }

    @Override
    public String name() {
        return "group.updated";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, GroupUpdated updated) throws IOException {
        for (var field : updated.getFields()) {
            write(json, field, updated);
        }
        json.writeNumberField("version", event.getSeq());
    }

    private static void write(JsonGenerator json, String field, GroupUpdated updated) throws IOException {
        switch (field) {
            case "name" -> json.writeStringField(field, updated.getName());
            case "access" ->
                textOrNull(
                        json,
                        field,
                        updated.getAccess() == null ? null : updated.getAccess().name());
            case "description" -> json.writeStringField(field, updated.getDescription());
            case "icon" -> json.writeStringField(field, updated.getIcon());
            case "tags" -> JsonText.texts(json, field, updated.getTags());
            case "metadata" -> rawOrNull(json, field, updated.getMetadata());
            case "slowModeSeconds" -> json.writeNumberField(field, updated.getSlowModeSeconds());
            case "mentionAllFrom" ->
                textOrNull(json, field, updated.getMentionAllFrom().name());
            // A field that only a newer version knows.
            default -> {}
        }
    }

    private static void textOrNull(JsonGenerator json, String field, @Nullable String value) throws IOException {
        json.writeStringField(field, value == null ? null : value.toLowerCase(Locale.ROOT));
    }

    private static void rawOrNull(JsonGenerator json, String field, @Nullable String value) throws IOException {
        json.writeFieldName(field);
        json.writeRawValue(value == null ? "null" : value);
    }
}
