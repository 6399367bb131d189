package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.edge.events.EventJson;
import dev.parley.ingress.http.Access;
import dev.parley.ingress.http.Route;
import dev.parley.schemas.errors.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document and the route table say the same. */
class ContractTest {
    private final RunningIngress ingress = RunningIngress.start();
    private final Contract contract = ingress.contract;

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void everyRouteIsInTheContractAndTheOtherWayRound() {
        var served = ingress.routes.stream().map(Route::name).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(served, new TreeSet<>(operations().keySet()));
    }

    @Test
    void everyQueryParameterIsInTheContractAndTheOtherWayRound() {
        for (var route : ingress.routes) {
            assertEquals(new TreeSet<>(route.query()), parameters(operation(route), "query"), route.name());
        }
    }

    @Test
    void everyPathParameterIsDescribed() {
        for (var route : ingress.routes) {
            var named = Arrays.stream(route.name().split("[ /]", -1))
                    .filter(segment -> segment.startsWith("{"))
                    .map(segment -> segment.substring(1, segment.length() - 1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(named, parameters(operation(route), "path"), route.name());
        }
    }

    @Test
    void theContractSaysWhoMayCall() {
        for (var route : ingress.routes) {
            var schemes = new TreeSet<String>();
            operation(route).path("security").forEach(it -> it.fieldNames().forEachRemaining(schemes::add));
            assertEquals(new TreeSet<>(schemesOf(route.access())), schemes, route.name());
        }
    }

    @Test
    void everyExampleFitsItsSchema() {
        operations()
                .forEach((name, operation) -> media(operation)
                        .forEach(it -> examples(it)
                                .forEach(example ->
                                        contract.checkAgainst(it.path("schema"), example.toString(), name))));
    }

    @Test
    void everyOperationHasASummaryAndAnExampleOfEachBody() {
        var ids = new TreeSet<String>();
        operations().forEach((name, operation) -> {
            assertFalse(operation.path("summary").asText().isBlank(), name);
            assertTrue(ids.add(operation.path("operationId").asText()), name);
            media(operation).forEach(it -> assertFalse(examples(it).isEmpty(), name + " has a body without example"));
        });
    }

    @Test
    void everyProblemOfARouteIsDocumentedWithItsCode() {
        for (var route : ingress.routes) {
            var documented = new TreeSet<String>();
            operation(route).path("x-problem-codes").properties().forEach(status -> {
                var response = operation(route).path("responses").path(status.getKey());
                for (var code : status.getValue()) {
                    documented.add(code.asText());
                    var where = route.name() + " " + code;
                    assertTrue(response.path("description").asText().contains("`" + code.asText() + "`"), where);
                    assertTrue(
                            contract.resolve(response)
                                    .at("/content/application~1problem+json/examples")
                                    .has(code.asText()),
                            where);
                }
            });
            var codes = route.problems().stream().map(ErrorCode::code).toList();
            assertTrue(documented.containsAll(codes), route.name() + " " + codes);
        }
    }

    @Test
    void everyProblemResponseAnnouncesItsCodes() {
        operations()
                .forEach((name, operation) -> assertEquals(
                        names(operation.path("x-problem-codes")),
                        names(operation.path("responses")).tailSet("400"),
                        name));
    }

    @Test
    void everyKindOfEventIsDescribed() {
        var described = new TreeSet<String>();
        contract.document()
                .at("/components/schemas/Event/anyOf")
                .forEach(
                        kind -> described.add(kind.at("/properties/event/const").asText()));
        assertEquals(new TreeSet<>(EventJson.kinds()), described);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (var reference : contract.document().findValuesAsText("$ref")) {
            assertFalse(contract.document().at(reference.substring(1)).isMissingNode(), reference);
        }
    }

    @Test
    void theContractIsServed() {
        var answer = ingress.client().get("/v1/openapi.json").expect(200);
        assertEquals(contract.document(), answer.json());
        assertTrue(answer.header("Cache-Control").contains("public"));
    }

    @Test
    void theContractOfSocketsIsServedWithoutBrokenReferences() {
        var document = ingress.client().get("/v1/asyncapi.json").expect(200).json();
        assertEquals("3.0.0", document.path("asyncapi").textValue());
        assertTrue(document.at("/channels/socket/messages").has("message.edit"));
        var references = document.findValuesAsText("$ref");
        assertTrue(references.size() > 30, references.toString());
        for (var reference : references) {
            assertFalse(document.at(reference.substring(1)).isMissingNode(), reference);
        }
        for (var message : document.at("/components/messages").properties()) {
            assertTrue(document.at("/channels/socket/messages").has(message.getKey()), message.getKey());
        }
    }

    private JsonNode operation(Route route) {
        return operations().getOrDefault(route.name(), MissingNode.getInstance());
    }

    private Map<String, JsonNode> operations() {
        var operations = new TreeMap<String, JsonNode>();
        for (var path : contract.document().path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                operations.put(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue());
            }
        }
        return operations;
    }

    /** The bodies of an operation: its request's, and those of its answers. */
    private List<JsonNode> media(JsonNode operation) {
        var media = new ArrayList<JsonNode>();
        operation.at("/requestBody/content").forEach(media::add);
        operation
                .path("responses")
                .forEach(response -> contract.resolve(response).path("content").forEach(media::add));
        return media;
    }

    private static List<JsonNode> examples(JsonNode media) {
        var examples = new ArrayList<JsonNode>();
        media.path("examples").forEach(it -> examples.add(it.path("value")));
        if (media.has("example")) {
            examples.add(media.path("example"));
        }
        return examples;
    }

    private static SortedSet<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Set<String> parameters(JsonNode operation, String in) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .map(contract::resolve)
                .filter(it -> it.path("in").textValue().equals(in))
                .map(it -> it.path("name").textValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> schemesOf(Access access) {
        return switch (access) {
            case PUBLIC -> List.of();
            case SERVER, MINT -> List.of("apiKey");
            case TOKEN -> List.of("userToken");
            case READ, READ_AS_USER, WRITE, WRITE_AS_USER, SESSIONS -> List.of("apiKey", "userToken");
        };
    }
}
