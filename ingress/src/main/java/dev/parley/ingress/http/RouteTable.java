package dev.parley.ingress.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the route of a request. Safe for many threads. */
final class RouteTable {
    private final List<Route> routes;

    RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** Where a request leads. */
    sealed interface Match {}

    /** To a route; the parts of its path are decoded. */
    record Found(Route route, Map<String, String> parts) implements Match {}

    /** To a path that does not take this method. */
    record OtherMethods(Set<String> allowed) implements Match {}

    /** To a route, with a part that is not percent-encoded UTF-8. */
    record Malformed(Route route, String part) implements Match {}

    /** Nowhere. */
    record Nowhere() implements Match {}

    /** @param path as in the request line, not decoded */
    Match match(String method, String path) {
        var segments = PathTemplate.segmentsOf(path);
        var allowed = new TreeSet<String>();
        for (var route : routes) {
            var parts = route.path().match(segments);
            if (parts.isPresent() && route.methods().contains(method)) {
                return decoded(route, parts.get());
            }
            parts.ifPresent(_ -> allowed.addAll(route.methods()));
        }
        if (allowed.isEmpty()) {
            return new Nowhere();
        }
        allowed.add("OPTIONS");
        return new OtherMethods(allowed);
    }

    private static Match decoded(Route route, Map<String, String> parts) {
        var decoded = new HashMap<String, String>();
        for (var part : parts.entrySet()) {
            var value = PercentCoding.decode(part.getValue());
            if (value.isEmpty()) {
                return new Malformed(route, part.getKey());
            }
            decoded.put(part.getKey(), value.get());
        }
        return new Found(route, Map.copyOf(decoded));
    }
}
