package dev.parley.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the demo users have said to each other before the first visit: {@code demo/chat.json}, through the public API. */
final class DemoChat {
    private static final String RESOURCE = "/demo/chat.json";

    private final DemoApi api;
    private final Map<String, Long> lastSeqs = new ConcurrentHashMap<>();

    DemoChat(DemoApi api) {
        this.api = api;
    }

    /**
     * To do it again changes nothing for a day, since each call has a key of its own.
     *
     * @return the seq of the last message of each conversation
     */
    Map<String, Long> play() {
        var chat = read();
        var conversations = new ArrayList<Runnable>();
        chat.path("groups").forEach(group -> conversations.add(() -> playGroup(group)));
        chat.path("directs").forEach(direct -> conversations.add(() -> playDirect(direct)));
        DemoSteps.run(conversations);
        return Map.copyOf(lastSeqs);
    }

    private void playGroup(JsonNode group) {
        var id = group.path("id").asText();
        var key = "demo-group-" + id;
        var fields = Map.of(
                "id", id,
                "name", group.path("name").asText(),
                "access", group.path("access").asText(),
                "description", group.path("description").asText());
        var owner = group.path("owner").asText();
        api.postAs(owner, "/v1/groups", key, fields).expect(201);
        api.postAs(owner, "/v1/groups/" + id + "/members", key + "-members", Map.of("users", group.path("members")))
                .expect(200);
        for (var line : group.path("lines")) {
            say(new Line(line, Map.of("group", id), key));
        }
    }

    private void playDirect(JsonNode direct) {
        var first = direct.path("between").path(0).asText();
        var second = direct.path("between").path(1).asText();
        for (var line : direct.path("lines")) {
            var receiver = line.path("sender").asText().equals(first) ? second : first;
            say(new Line(line, Map.of("user", receiver), "demo-direct-" + first + "-" + second));
        }
    }

    /**
     * A message of the script.
     *
     * @param receiver as in the API
     * @param scope begins the keys of what is said in this conversation
     */
    private record Line(JsonNode json, Map<String, String> receiver, String scope) {
        String sender() {
            return json.path("sender").asText();
        }

        String key(String more) {
            return scope + "-" + Integer.toHexString(json.path("text").asText().hashCode()) + more;
        }
    }

    private void say(Line line) {
        var json = line.json();
        var message = api.postAs(
                        line.sender(),
                        "/v1/messages",
                        line.key(""),
                        Map.of(
                                "receiver",
                                line.receiver(),
                                "text",
                                json.path("text"),
                                "mentions",
                                json.withArray("mentions")))
                .expect(201)
                .body();
        lastSeqs.put(message.path("conversation").asText(), message.path("seq").asLong());
        var address = "/v1/messages/" + message.path("id").asText();
        var query = "?conversation=" + message.path("conversation").asText();
        for (var reply : json.path("replies")) {
            api.postAs(
                            reply.path("sender").asText(),
                            address + "/thread" + query,
                            line.key("-" + reply.path("text").asText().hashCode()),
                            Map.of("text", reply.path("text")))
                    .expect(201);
        }
        for (var reaction : json.path("reactions")) {
            var emoji = URLEncoder.encode(reaction.path("emoji").asText(), StandardCharsets.UTF_8);
            for (var user : reaction.path("users")) {
                api.putAs(user.asText(), address + "/reactions/" + emoji + query)
                        .expect(200);
            }
        }
    }

    private static JsonNode read() {
        try (var stream = DemoChat.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path.");
            }
            return new JsonMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read.", e);
        }
    }
}
