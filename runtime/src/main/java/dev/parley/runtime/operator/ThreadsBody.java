package dev.parley.runtime.operator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** The body {@code {"threads": 4}}. */
final class ThreadsBody {
    private static final JsonFactory JSON = new JsonFactory();

    private ThreadsBody() {}

    /** Empty where it is anything else. */
    static Optional<Integer> parse(byte[] body) {
        try (var json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT
                    || !"threads".equals(json.nextFieldName())
                    || json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                return Optional.empty();
            }
            var threads = json.getIntValue();
            return json.nextToken() == JsonToken.END_OBJECT && json.nextToken() == null
                    ? Optional.of(threads)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
