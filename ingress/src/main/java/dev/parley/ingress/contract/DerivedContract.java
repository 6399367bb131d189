package dev.parley.ingress.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.ingress.http.Route;
import dev.parley.schemas.errors.ErrorCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * What routes tell of their operations: security, parameters, problems, and what every answer carries. A parameter that a
 * fragment has itself wins; a problem code that only the fragment has is kept.
 */
record DerivedContract(ObjectNode document) {
    private static final List<String> HEAD = List.of("operationId", "tags", "summary", "description");
    private static final String CODES = "x-problem-codes";

    /** A route without an operation in the fragments stays undocumented. */
    void complete(List<Route> routes) {
        var parameters = new RouteParameters(document.withObject("/components/parameters"));
        var announced = EnumSet.noneOf(ErrorCode.class);
        for (var route : routes) {
            var method = route.method().toLowerCase(Locale.ROOT);
            var path = document.path("paths").path(route.path().text());
            if (path instanceof ObjectNode item && item.get(method) instanceof ObjectNode fragment) {
                var problems = problemsOf(route, fragment);
                announced.addAll(problems);
                item.set(method, completed(route, fragment, parameters, problems));
            }
        }
        document.withObject("/components").set("responses", ProblemResponses.components(announced, responses()));
    }

    private ObjectNode completed(
            Route route, ObjectNode fragment, RouteParameters parameters, Set<ErrorCode> problems) {
        var whole = document.objectNode();
        HEAD.stream().filter(fragment::has).forEach(name -> whole.set(name, fragment.get(name)));
        whole.set("security", securityOf(route));
        whole.set("parameters", parameters.of(route, fragment, problems));
        fragment.properties().forEach(it -> whole.putIfAbsent(it.getKey(), it.getValue()));
        whole.set("responses", responsesOf(route, fragment, problems));
        whole.set(CODES, ProblemResponses.codes(problems));
        return whole;
    }

    private ArrayNode securityOf(Route route) {
        var security = document.arrayNode();
        if (route.access().takesTokens()) {
            security.addObject().putArray("userToken");
        }
        if (route.access().takesKeys()) {
            security.addObject().putArray("apiKey");
        }
        return security;
    }

    private static Set<ErrorCode> problemsOf(Route route, ObjectNode fragment) {
        var problems = EnumSet.copyOf(route.problems());
        for (var codes : fragment.path(CODES)) {
            codes.forEach(code -> problems.add(ErrorCode.find(code.asText())
                    .orElseThrow(() -> new IllegalStateException(route.name() + " has an unknown code " + code))));
        }
        return problems;
    }

    private ObjectNode responsesOf(Route route, ObjectNode fragment, Set<ErrorCode> problems) {
        var byStatus = new TreeMap<String, JsonNode>();
        fragment.path("responses").properties().forEach(it -> byStatus.put(it.getKey(), named(it.getValue())));
        if (RouteParameters.isConditional(route, fragment)) {
            byStatus.put("304", document.objectNode().put("$ref", "#/components/responses/NotModified"));
        }
        byStatus.putAll(ProblemResponses.of(problems));
        var responses = document.objectNode();
        byStatus.forEach(responses::set);
        return responses;
    }

    /** Every answer is named by a header; shared responses have it already. */
    private static JsonNode named(JsonNode response) {
        if (response instanceof ObjectNode own && !own.has("$ref")) {
            own.withObject("/headers").withObject("/X-Request-Id").put("$ref", "#/components/headers/RequestId");
        }
        return response;
    }

    private ObjectNode responses() {
        return document.withObject("/components/responses");
    }
}
