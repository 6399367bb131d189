package dev.parley.ingress.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path with named parts, such as {@code /v1/users/{user}/tokens}. */
public record PathTemplate(String text, List<String> segments) {
    static PathTemplate of(String text) {
        return new PathTemplate(text, segmentsOf(text));
    }

    /** Splits before anything is decoded, so that an encoded slash stays within its segment. */
    static List<String> segmentsOf(String path) {
        return List.of(path.split("/", -1));
    }

    /** The named parts, still encoded; empty where the path is another one. */
    Optional<Map<String, String>> match(List<String> path) {
        if (!isLike(path)) {
            return Optional.empty();
        }
        var parts = new HashMap<String, String>();
        for (var i = 0; i < path.size(); i++) {
            var segment = segments.get(i);
            if (isName(segment)) {
                parts.put(nameOf(segment), path.get(i));
            }
        }
        return Optional.of(parts);
    }

    private boolean isLike(List<String> path) {
        if (path.size() != segments.size()) {
            return false;
        }
        for (var i = 0; i < path.size(); i++) {
            var segment = segments.get(i);
            if (isName(segment) ? path.get(i).isEmpty() : !segment.equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Of the named parts, in their order. */
    public List<String> names() {
        return segments.stream()
                .filter(PathTemplate::isName)
                .map(PathTemplate::nameOf)
                .toList();
    }

    private static String nameOf(String segment) {
        return segment.substring(1, segment.length() - 1);
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{");
    }
}
