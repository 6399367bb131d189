package dev.parley.ingress.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A contract of this platform, for people and generators: one fragment a feature, merged once at the start. */
public final class ContractDocument implements Endpoint {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OPENAPI = "/contract/openapi/";
    private static final String ASYNCAPI = "/contract/asyncapi/";

    private final byte[] document;

    private ContractDocument(ObjectNode document) {
        this.document = document.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** {@code GET /v1/openapi.json}: the REST interface. A feature adds its fragment here. */
    public static ContractDocument openApi() {
        return merged(
                OPENAPI,
        return merged(
                ASYNCAPI,
                List.of(
                        "platform",
                        "users",
                        "identity",
                        "groups",
                        "bans",
                        "invites",
                        "group-changes",
                        "memberships",
                        "messages",
                        "scheduled",
                        "batch",
                        "reactions",
                        "pins",
                        "conversations",
                        "threads",
                        "thread-list",
                        "friends",
                        "marks"));
    }

    /** {@code GET /v1/asyncapi.json}: frames of sockets, and topics. */
    public static ContractDocument asyncApi() {
        return merged(
                ASYNCAPI,
                List.of(
                        "platform",
                        "frames",
                        "scheduled",
                        "threads",
                        "friends",
                        "reactions"));
    }

    @Override
    public Reply answer(Call call) {
        return Reply.json(200, document).with("Cache-Control", "public, max-age=300");
    }

    private static ContractDocument merged(String folder, List<String> fragments) {
        var document = JSON.createObjectNode();
        fragments.forEach(name -> merge(document, read(folder + name + ".json")));
        return new ContractDocument(document);
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
