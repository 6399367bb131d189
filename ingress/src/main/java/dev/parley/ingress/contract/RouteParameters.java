package dev.parley.ingress.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.ingress.http.Route;
import dev.parley.schemas.errors.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of operations: the parts of the path, the query, and the headers that a route reads. Each is described once, in
 * {@code components/parameters}, or by the operation itself.
 */
record RouteParameters(ObjectNode shared) {
    private static final String HEADER = "header";
    private static final String PREFIX = "#/components/parameters/";

    /** Where a parameter is, and its name. */
    private record Place(String in, String name) {
        boolean isOf(JsonNode parameter) {
            return parameter.path("in").asText().equals(in)
                    && parameter.path("name").asText().equals(name);
        }
    }

    ArrayNode of(Route route, ObjectNode fragment, Set<ErrorCode> problems) {
        var found = new LinkedHashMap<Place, JsonNode>();
        var own = own(fragment);
        for (var place : places(route, isConditional(route, fragment), problems)) {
            found.put(place, own.containsKey(place) ? own.get(place) : find(route, place));
        }
        found.putAll(own);
        return shared.arrayNode().addAll(found.values());
    }

    /** Whether a client may say which version it has. */
    static boolean isConditional(Route route, ObjectNode fragment) {
        return route.method().equals("GET")
                && fragment.path("responses").path("200").path("headers").has("ETag");
    }

    private static List<Place> places(Route route, boolean isConditional, Set<ErrorCode> problems) {
        var places = new ArrayList<Place>();
        route.path().names().forEach(name -> places.add(new Place("path", name)));
        route.query().stream().sorted().forEach(name -> places.add(new Place("query", name)));
        if (isConditional) {
            places.add(new Place(HEADER, "If-None-Match"));
        }
        if (problems.contains(ErrorCode.VERSION_CONFLICT)) {
            places.add(new Place(HEADER, "If-Match"));
        }
        if (problems.contains(ErrorCode.ACTION_ID_REUSED)) {
            places.add(new Place(HEADER, "Idempotency-Key"));
        }
        if (route.access().takesKeys()) {
            places.add(new Place(HEADER, "X-On-Behalf-Of"));
        }
        return places;
    }

    private Map<Place, JsonNode> own(ObjectNode fragment) {
        var own = new LinkedHashMap<Place, JsonNode>();
        for (var parameter : fragment.path("parameters")) {
            var reference = parameter.path("$ref").asText();
            var described =
                    reference.startsWith(PREFIX) ? shared.path(reference.substring(PREFIX.length())) : parameter;
            own.put(
                    new Place(
                            described.path("in").asText(),
                            described.path("name").asText()),
                    parameter);
        }
        return own;
    }

    private JsonNode find(Route route, Place place) {
        var keys = shared.properties().stream()
                .filter(it -> place.isOf(it.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (keys.size() != 1) {
            throw new IllegalStateException("Describe " + place + " of " + route.name()
                    + " once in components/parameters, or in the operation.");
        }
        return shared.objectNode().put("$ref", PREFIX + keys.getFirst());
    }
}
