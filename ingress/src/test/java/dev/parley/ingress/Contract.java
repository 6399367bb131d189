package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** The OpenAPI document, held against answers: every body fits its schema, every problem is one that was announced. */
final class Contract {
    private static final String ADDRESS = "https://parley.test/openapi.json";
    private static final String PAGE = "/console";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final JsonNode document;
    private final JsonSchemaFactory schemas;
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    /** The document that these routes serve. */
    static Contract of(List<Route> routes) {
        var served = routes.stream()
                .filter(route -> route.name().equals("GET /v1/openapi.json"))
                .findFirst()
                .orElseThrow();
        var reply = served.endpoint().answer(new Call(null, Map.of(), Map.of(), null, null, new byte[0]));
        return new Contract(parse(text(reply.body())));
    }

    private Contract(JsonNode document) {
        this.document = document;
        // An answer may not hold what the document does not name, though clients must bear it.
        var strict = document.deepCopy();
        close(strict.at("/components/schemas"));
        schemas = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                factory -> factory.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, strict.toString()))));
    }

    JsonNode document() {
        return document;
    }

    /** The operation of a route, such as {@code GET /v1/users/{user}}. */
    JsonNode operation(String method, String path) {
        return document.at("/paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    /** Fails where an answer is not what the document says. */
    void check(String method, String path, int status, Optional<String> contentType, byte[] body) {
        var route = method.equals("HEAD") ? "GET" : method;
        var operation =
                templateOf(path).map(template -> operation(route, template)).filter(JsonNode::isObject);
        var where = method + " " + path + " " + status;
        if (operation.isEmpty()) {
            // The chat page is no part of the contract; its refusals look like all others.
            if (status >= 400 || !path.startsWith(PAGE)) {
                checkProblem(where, status, contentType, body);
            }
            return;
        }
        var response = resolve(operation.get().path("responses").path(Integer.toString(status)));
        assertTrue(response.isObject(), where + " is not in the contract: " + text(body));
        var expected = response.path("content").fieldNames();
        if (!expected.hasNext() || method.equals("HEAD")) {
            assertEquals(0, body.length, where + " has a body");
            return;
        }
        assertEquals(expected.next(), contentType.orElse(""), where);
        if (status >= 400) {
            var code = checkProblem(where, status, contentType, body);
            var announced = operation.get().path("x-problem-codes").path(Integer.toString(status));
            assertTrue(
                    StreamSupport.stream(announced.spliterator(), false)
                            .anyMatch(it -> it.textValue().equals(code)),
                    where + " does not announce " + code);
        } else {
            checkAgainst(response.at("/content/application~1json/schema"), text(body), where);
        }
    }

    /** Fails where an answer has a version or an address that the document does not tell of. */
    void checkHeaders(String method, String path, int status, HttpHeaders headers) {
        var response = templateOf(path)
                .map(template -> operation(method.equals("HEAD") ? "GET" : method, template))
                .map(operation -> resolve(operation.path("responses").path(Integer.toString(status))))
                .filter(JsonNode::isObject);
        if (response.isPresent() && status < 300) {
            for (var name : List.of("ETag", "Location")) {
                assertTrue(
                        headers.firstValue(name).isEmpty()
                                || response.get().path("headers").has(name),
                        method + " " + path + " " + status + " has the header " + name + ": document it");
            }
        }
    }

    /** Fails where JSON text does not fit a schema, which may be a reference. */
    void checkAgainst(JsonNode schema, String json, String where) {
        var faults = schemaOf(schema).validate(json, InputFormat.JSON);
        assertTrue(faults.isEmpty(), () -> where + ": " + faults + " in " + json);
    }

    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
    }

    private String checkProblem(String where, int status, Optional<String> contentType, byte[] body) {
        assertEquals("application/problem+json", contentType.orElse(""), where);
        checkAgainst(document.at("/components/schemas/Problem"), text(body), where);
        var problem = parse(text(body));
        assertEquals(status, problem.path("status").intValue(), where);
        var code = problem.path("code").textValue();
        assertEquals("urn:parley:problem:" + code, problem.path("type").textValue(), where);
        return code;
    }

    private JsonSchema schemaOf(JsonNode schema) {
        return compiled.computeIfAbsent(schema.toString(), _ -> {
            var config = SchemaValidatorsConfig.builder()
                    .formatAssertionsEnabled(true)
                    .build();
            return schema.has("$ref")
                    ? schemas.getSchema(
                            SchemaLocation.of(ADDRESS + schema.path("$ref").textValue()), config)
                    : schemas.getSchema(schema, config);
        });
    }

    private Optional<String> templateOf(String path) {
        return StreamSupport.stream(
                        ((Iterable<String>) () -> document.path("paths").fieldNames()).spliterator(), false)
                .filter(template -> path.matches(template.replace(".", "\\.").replaceAll("\\{[a-zA-Z]+}", "[^/]+")))
                .findFirst();
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && schema.path("type").asText().equals("object")
                && schema.has("properties")
                && !schema.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(Contract::close);
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
