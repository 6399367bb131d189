package dev.parley.schemas.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A registry that serves the Confluent REST API: Confluent's own, Karapace, Apicurio ({@code /apis/ccompat/v7}), or ours.
 * Asks once for each schema and id, and keeps the answer for ever. Safe for many threads.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Duration atMost;
    private final String base;
    private final boolean mayRegister;
    private final ConcurrentHashMap<Integer, Schema> schemas = new ConcurrentHashMap<>();
    // A schema keeps its hash and is compared by identity first, so a look-up costs next to nothing.
    private final ConcurrentHashMap<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();

    private record SubjectSchema(String subject, Schema schema) {}

    /**
     * A client of one registry; connects at the first question.
     *
     * @param base address of the API, with or without a slash at the end
     * @param mayRegister whether unknown schemas are registered, or refused
     */
    public HttpSchemaRegistry(URI base, boolean mayRegister) {
        this(base, mayRegister, ANSWER);
    }

    HttpSchemaRegistry(URI base, boolean mayRegister, Duration atMost) {
        this.atMost = atMost;
        this.base = base.toString().replaceAll("/+$", "");
        this.mayRegister = mayRegister;
    }

    @Override
    public int register(String subject, Schema schema) {
        var key = new SubjectSchema(subject, schema);
        var known = ids.get(key);
        if (known == null) {
            known = askForId(subject, schema);
            ids.put(key, known);
        }
        return known;
    }

    @Override
    public Schema byId(int id) {
        var known = schemas.get(id);
        if (known == null) {
            known = askForSchema(id);
            schemas.put(id, known);
        }
        return known;
    }

    private int askForId(String subject, Schema schema) {
        var path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + (mayRegister ? "/versions" : "");
        // Nothing but these two: some registries choke on fields that they do not know.
        var body = JSON.createObjectNode().put("schema", schema.toString()).put("schemaType", "AVRO");
        var answer = ask(request(path)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
        if (!answer.path("id").isInt()) {
            throw new RegistryUnavailableException("The registry answered " + path + " without an id.");
        }
        return answer.path("id").asInt();
    }

    private Schema askForSchema(int id) {
        var answer = ask(request("/schemas/ids/" + id).GET().build());
        if (!answer.path("schema").isTextual()) {
            throw new RegistryUnavailableException("The registry answered for id " + id + " without a schema.");
        }
        return SchemaText.parse(answer.path("schema").asText())
                .orElseThrow(() -> new SchemaDeniedException("Schema " + id + " is not an Avro schema."));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(atMost)
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    }

    private JsonNode ask(HttpRequest request) {
        try {
            return judged(request, client.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new RegistryUnavailableException("The registry does not answer at " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("Interrupted before the registry answered.", e);
        }
    }

    private static JsonNode judged(HttpRequest request, HttpResponse<byte[]> response) throws IOException {
        var status = response.statusCode();
        var body = json(response.body());
        if (status == 200 && body.isObject()) {
            return body;
        }
        var said = request.uri() + " answered " + status + ": "
                + body.path("message").asText("(no message)");
        // Only the registry itself may deny: a proxy, a wrong address or a refused password is no answer about a
        // schema.
        if (isDenial(status) && body.has("error_code")) {
            throw new SchemaDeniedException(said);
        }
        throw new RegistryUnavailableException(said);
    }

    private static boolean isDenial(int status) {
        return status == 400 || status == 404 || status == 409 || status == 422;
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
