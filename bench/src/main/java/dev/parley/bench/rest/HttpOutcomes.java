package dev.parley.bench.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.parley.bench.chat.ChatListener;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an answer to a write means. */
final class HttpOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(HttpOutcomes.class);
    private static final JsonFactory JSON = new JsonFactory();

    private HttpOutcomes() {}

    /** An answer that leaves the outcome unknown is not reported: the request is retried later. */
    static void tell(String id, HttpReply reply, long receivedAt, ChatListener listener) {
        var fields = fields(reply.body());
        switch (reply.status()) {
            case 200, 201 -> listener.accepted(id, Long.parseLong(fields.getOrDefault("seq", "0")), receivedAt);
            case 408, 425, 429, 502, 503, 504 ->
                LOG.debug("id={} status={} code={}", id, reply.status(), fields.get("code"));
            default -> listener.refused(id, fields.getOrDefault("code", "http-" + reply.status()));
        }
    }

    /** The scalars of the outermost object. */
    private static Map<String, String> fields(byte[] body) {
        var fields = new HashMap<String, String>();
        try (var json = JSON.createParser(body)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    var name = json.currentName();
                    if (json.nextToken().isScalarValue()) {
                        fields.put(name, json.getText());
                    } else {
                        json.skipChildren();
                    }
                }
            }
        } catch (IOException e) {
            LOG.debug("not JSON: {}", e.getMessage());
        }
        return fields;
    }
}
