package dev.parley.ingress.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.ingress.http.Access;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A contract of this platform, for people and generators: one fragment a feature, merged once at the start. */
public final class ContractDocument implements Endpoint {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OPENAPI = "/contract/openapi/";
    private static final String OPENAPI_PATH = "/v1/openapi.json";
    private static final String ASYNCAPI = "/contract/asyncapi/";
    /** One a feature. */
    private static final List<String> OPENAPI_FRAGMENTS = List.of(
            "platform",
            "users",
            "identity",
            "sessions",
            "groups",
            "group-changes",
            "memberships",
            "bans",
            "invites",
            "messages",
            "scheduled",
            "batch",
            "reactions",
            "pins",
            "conversations",
            "threads",
            "thread-list",
            "friends",
            "marks",
            "inbox",
            "receipts",
            "presence",
            "typing",
            "sync");

    private static final List<String> ASYNCAPI_FRAGMENTS = List.of(
            "platform",
            "frames",
            "scheduled",
            "threads",
            "friends",
            "reactions",
            "pins",
            "receipts",
            "presence",
            "typing",
            "throttled",
            "heartbeat");

    private final byte[] document;

    private ContractDocument(ObjectNode document) {
        this.document = document.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** {@code GET /v1/openapi.json}: the REST interface of these routes. A feature adds its fragment here. */
    static ContractDocument openApi(List<Route> routes) {
        var document = merged(OPENAPI, OPENAPI_FRAGMENTS);
        new DerivedContract(document).complete(routes);
        return new ContractDocument(document);
    }

    /** {@code GET /v1/asyncapi.json}: frames of sockets, and topics. */
    static ContractDocument asyncApi() {
        return new ContractDocument(merged(ASYNCAPI, ASYNCAPI_FRAGMENTS));
    }

    /** The routes of features, and those of the documents that describe all of them. */
    public static List<Route> added(List<Route> features) {
        var all = new ArrayList<>(features);
        all.add(Route.get("/v1/asyncapi.json", Access.PUBLIC, asyncApi()));
        // The document describes its own route, too, of which only the address is known before.
        all.add(Route.get(OPENAPI_PATH, Access.PUBLIC, _ -> Reply.empty(200)));
        all.set(all.size() - 1, Route.get(OPENAPI_PATH, Access.PUBLIC, openApi(all)));
        return List.copyOf(all);
    }

    @Override
    public Reply answer(Call call) {
        return Reply.json(200, document).with("Cache-Control", "public, max-age=300");
    }

    private static ObjectNode merged(String folder, List<String> fragments) {
        var document = JSON.createObjectNode();
        fragments.forEach(name -> merge(document, read(folder + name + ".json")));
        return document;
    }

    /** Objects are merged; anything else may be said by one fragment only. */
    private static void merge(ObjectNode document, JsonNode fragment) {
        for (var field : fragment.properties()) {
            var known = document.get(field.getKey());
            if (known == null) {
                document.set(field.getKey(), field.getValue());
            } else if (known instanceof ObjectNode object && field.getValue().isObject()) {
                merge(object, field.getValue());
            } else {
                throw new IllegalStateException("Two contract fragments define " + field.getKey() + ".");
            }
        }
    }

    private static JsonNode read(String resource) {
        try (var stream = ContractDocument.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is not on the class path.");
            }
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read.", e);
        }
    }
}
