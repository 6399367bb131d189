package dev.parley.readmodel.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of texts in a column: a JSON array. */
final class JsonLists {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final String EMPTY = "[]";

    private JsonLists() {}

    static String write(List<String> texts) {
        try {
            return texts.isEmpty() ? EMPTY : JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A list of texts is always JSON.", e);
        }
    }

    static List<String> read(@Nullable String column) {
        if (column == null || column.equals(EMPTY)) {
            return List.of();
        }
        try {
            return List.copyOf(JSON.readValue(column, TEXTS));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The store holds no JSON array where it must.", e);
        }
    }
}
