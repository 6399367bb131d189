package dev.parley.ingress.http;

import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.schemas.errors.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads query strings strictly: every parameter known, given once and well encoded. */
final class QueryString {
    private QueryString() {}

    static Parsed<Map<String, String>> parse(String query, Set<String> known) {
        var values = new HashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            var equals = pair.indexOf('=');
            var name = PercentCoding.decode(equals < 0 ? pair : pair.substring(0, equals));
            var value = PercentCoding.decode(equals < 0 ? "" : pair.substring(equals + 1));
            if (name.isEmpty() || !known.contains(name.get())) {
                return invalid(
                        "query",
                        ErrorCode.FIELD_UNKNOWN,
                        "Unknown query parameter; this address takes: "
                                + (known.isEmpty() ? "none." : String.join(", ", new TreeSet<>(known)) + "."));
            }
            if (value.isEmpty()) {
                return invalid(
                        name.get(), ErrorCode.FIELD_INVALID, "The query parameter must be percent-encoded UTF-8.");
            }
            if (values.put(name.get(), value.get()) != null) {
                return invalid(name.get(), ErrorCode.FIELD_INVALID, "The query parameter must be sent once.");
            }
        }
        return new Parsed.Valid<>(Map.copyOf(values));
    }

    private static Parsed<Map<String, String>> invalid(String field, ErrorCode error, String detail) {
        return new Parsed.Invalid<>(Problem.at(field, error, detail));
    }
}
