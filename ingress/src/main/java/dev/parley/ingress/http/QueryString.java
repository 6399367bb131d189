package dev.parley.ingress.http;

import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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
                return invalid("query", "field-unknown", "There is no such query parameter here.");
            }
            if (value.isEmpty()) {
                return invalid(name.get(), "field-invalid", "The parameter is not percent-encoded UTF-8.");
            }
            if (values.put(name.get(), value.get()) != null) {
                return invalid(name.get(), "field-invalid", "The parameter is given twice.");
            }
        }
        return new Parsed.Valid<>(Map.copyOf(values));
    }

    private static Parsed<Map<String, String>> invalid(String field, String code, String detail) {
        return new Parsed.Invalid<>(Problem.at(field, code, detail));
    }
}
