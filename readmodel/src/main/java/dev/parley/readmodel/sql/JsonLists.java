package dev.parley.readmodel.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of texts as JSON arrays in a column. */
final class JsonLists {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final String EMPTY = "[]";

    private JsonLists() {}

    static @Nullable String write(@Nullable List<String> texts) {
        if (texts == null) {
            return null;
        }
        try {
            return texts.isEmpty() ? EMPTY : JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A list of texts could not be written as JSON.", e);
        }
    }

    static List<String> read(@Nullable String column) {
        if (column == null || column.equals(EMPTY)) {
            return List.of();
        }
        try {
            return List.copyOf(JSON.readValue(column, TEXTS));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A column of the store that must hold a JSON array does not.", e);
        }
    }
}
