package dev.parley.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

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
    Map<String, Long> playDirects() {
        play("directs", this::playDirect);
        return Map.copyOf(lastSeqs);
    }

    /** As {@link #playDirects}. */
    void playGroups() {
        play("groups", this::playGroup);
    }

    private static void play(String kind, Consumer<JsonNode> script) {
        var conversations = new ArrayList<Runnable>();
        read().path(kind).forEach(conversation -> conversations.add(() -> script.accept(conversation)));
        DemoSteps.run(conversations);
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
        playLines(group.path("lines"), key, _ -> Map.of("group", id));
    }

    private void playDirect(JsonNode direct) {
        var first = direct.path("between").path(0).asText();
        var second = direct.path("between").path(1).asText();
        playLines(
                direct.path("lines"),
                "demo-direct-" + first + "-" + second,
                sender -> Map.of("user", sender.equals(first) ? second : first));
    }

    /** Messages one after the other; then what answers them, at the same time, since it waits for the store. */
    private void playLines(JsonNode lines, String key, Function<String, Map<String, String>> receiverOf) {
        var answers = new ArrayList<Runnable>();
        var number = 0;
        for (var line : lines) {
            var lineKey = key + "-" + number++;
            var message = say(line, receiverOf, lineKey);
            answers.add(() -> reply(line, message, lineKey));
            for (var reaction : line.path("reactions")) {
                reaction.path("users").forEach(user -> answers.add(() -> react(reaction, user.asText(), message)));
            }
        }
        DemoSteps.run(answers);
    }

    private JsonNode say(JsonNode line, Function<String, Map<String, String>> receiverOf, String key) {
        var sender = line.path("sender").asText();
        var body = new HashMap<String, Object>(Map.of("receiver", receiverOf.apply(sender), "text", line.path("text")));
        if (line.has("mentions")) {
            body.put("mentions", line.path("mentions"));
        }
        var message = api.postAs(sender, "/v1/messages", key, body).expect(201).body();
        lastSeqs.put(message.path("conversation").asText(), message.path("seq").asLong());
        return message;
    }

    private void reply(JsonNode line, JsonNode message, String key) {
        var number = 0;
        for (var reply : line.path("replies")) {
            api.postAs(
                            reply.path("sender").asText(),
                            addressOf(message, "/thread"),
                            key + "-reply-" + number++,
                            Map.of("text", reply.path("text")))
                    .expect(201);
        }
    }

    private void react(JsonNode reaction, String user, JsonNode message) {
        var emoji = URLEncoder.encode(reaction.path("emoji").asText(), StandardCharsets.UTF_8);
        api.putAs(user, addressOf(message, "/reactions/" + emoji), "demo-" + user)
                .expect(200);
    }

    private static String addressOf(JsonNode message, String what) {
        return "/v1/messages/" + message.path("id").asText() + what + "?conversation="
                + message.path("conversation").asText();
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
