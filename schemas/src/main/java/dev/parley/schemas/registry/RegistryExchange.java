package dev.parley.schemas.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.parley.schemas.kafka.LogUnavailableException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP exchange with the in-process registry: bytes in, routes asked, bytes out. */
record RegistryExchange(RegistryRoutes routes) implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryExchange.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var reply = reply(exchange);
            var bytes = JSON.writeValueAsBytes(reply.body());
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private RegistryReply reply(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            return RegistryReply.error(413, 413, "A schema has at most " + MAX_BODY_BYTES + " bytes.");
        }
        try {
            return routes.answer(exchange.getRequestMethod(), path(exchange), json(body));
        } catch (JacksonException | IllegalArgumentException e) {
            return RegistryReply.error(400, 400, "The request is malformed.");
        } catch (LogUnavailableException e) {
            LOG.warn("event=registry-log-silent request={}", exchange.getRequestURI(), e);
            return RegistryReply.error(500, 50001, "Error in the backend data store");
        }
    }

    private static JsonNode json(byte[] body) throws IOException {
        return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    }

    private static List<String> path(HttpExchange exchange) {
        return Stream.of(exchange.getRequestURI().getRawPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }
}
