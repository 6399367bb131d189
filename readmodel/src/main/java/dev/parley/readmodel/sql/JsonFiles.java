package dev.parley.readmodel.sql;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.schemas.Attachment;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of messages as JSON arrays in a column, with the names of the schema's fields. */
final class JsonFiles {
    private static final JsonMapper JSON =
            JsonMapper.builder().addMixIn(Attachment.class, FieldsOnly.class).build();
    private static final TypeReference<List<Attachment>> FILES = new TypeReference<>() {};

    private JsonFiles() {}

    /** Leaves out what the generated class has beside its fields; ignores fields of newer versions. */
    @JsonIgnoreProperties(
            value = {"schema", "specificData"},
            ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private interface FieldsOnly {}

    /** Null where there are none. */
    static @Nullable String write(@Nullable List<Attachment> files) {
        if (files == null || files.isEmpty()) {
            return null;
        }
        try {
            return JSON.writeValueAsString(files);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A list of files could not be written as JSON.", e);
        }
    }

    static List<Attachment> read(@Nullable String column) {
        if (column == null) {
            return List.of();
        }
        try {
            return List.copyOf(JSON.readValue(column, FILES));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A column of the store that must hold a JSON array of files does not.", e);
        }
    }
}
