package dev.parley.client.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who is shown whom: all are offline until they say what they are. */
final class FakePresence {
    private final Map<String, ObjectNode> shown = new HashMap<>();
    private final Map<FakeChat.Socket, Set<String>> watched = new HashMap<>();

    synchronized void set(FakeChat.Socket from, JsonNode frame) {
        var item = FakeLog.JSON.createObjectNode().put("user", from.user());
        for (var name : new String[] {"state", "text", "until"}) {
            if (frame.has(name)) {
                item.set(name, frame.get(name));
            }
        }
        shown.put(from.user(), item);
        from.send(FakeLog.JSON
                .createObjectNode()
                .put("type", "presence-ok")
                .put("ref", frame.path("ref").asText()));
        watched.forEach((socket, users) -> {
            if (users.contains(from.user())) {
                socket.send(presence(Set.of(from.user())));
            }
        });
    }

    synchronized void watch(FakeChat.Socket from, JsonNode frame) {
        var users = new LinkedHashSet<String>();
        frame.path("users").forEach(user -> users.add(user.asText()));
        watched.put(from, users);
        from.send(presence(users).put("ref", frame.path("ref").asText()));
    }

    synchronized void gone(FakeChat.Socket socket) {
        watched.remove(socket);
    }

    private ObjectNode presence(Set<String> users) {
        var frame = FakeLog.JSON.createObjectNode().put("type", "presence");
        var items = frame.putArray("items");
        users.forEach(user -> items.add(shown.getOrDefault(
                user, FakeLog.JSON.createObjectNode().put("user", user).put("state", "offline"))));
        return frame;
    }
}
