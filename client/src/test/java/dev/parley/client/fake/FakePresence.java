package dev.parley.client.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who is there, and who is shown whom: at once, and without a word of when anybody was active. */
final class FakePresence {
    private final Mischief mischief;
    /** What users chose to be shown as. */
    private final Map<String, ObjectNode> chosen = new HashMap<>();
    /** Sockets that said hello, and whether nobody uses their device. */
    private final Map<FakeChat.Socket, Boolean> idle = new HashMap<>();

    private final Map<FakeChat.Socket, Set<String>> watched = new HashMap<>();

    FakePresence(Mischief mischief) {
        this.mischief = mischief;
    }

    synchronized void came(FakeChat.Socket socket) {
        idle.put(socket, false);
        tell(socket.user());
    }

    synchronized void touched(FakeChat.Socket socket, JsonNode ping) {
        if (ping.has("idle")) {
            idle.put(socket, ping.path("idle").asBoolean());
            tell(socket.user());
        }
    }

    synchronized void set(FakeChat.Socket from, JsonNode frame) {
        var choice = FakeLog.JSON.createObjectNode();
        for (var name : new String[] {"state", "text", "until"}) {
            if (frame.has(name)) {
                choice.set(name, frame.get(name));
            }
        }
        chosen.put(from.user(), choice);
        from.send(FakeLog.JSON
                .createObjectNode()
                .put("type", "presence-ok")
                .put("ref", frame.path("ref").asText()));
        tell(from.user());
    }

    synchronized void watch(FakeChat.Socket from, JsonNode frame) {
        var users = new LinkedHashSet<String>();
        frame.path("users").forEach(user -> users.add(user.asText()));
        watched.put(from, users);
        from.send(presence(users).put("ref", frame.path("ref").asText()));
    }

    synchronized void gone(FakeChat.Socket socket) {
        watched.remove(socket);
        if (idle.remove(socket) != null) {
            tell(socket.user());
        }
    }

    private void tell(String user) {
        watched.forEach((socket, users) -> {
            if (users.contains(user)) {
                socket.send(presence(Set.of(user)));
            }
        });
    }

    private ObjectNode presence(Set<String> users) {
        var frame = FakeLog.JSON.createObjectNode().put("type", "presence");
        var items = frame.putArray("items");
        users.forEach(user -> items.add(item(user)));
        return frame;
    }

    private ObjectNode item(String user) {
        var choice = chosen.getOrDefault(user, FakeLog.JSON.createObjectNode());
        return FakeLog.JSON
                .createObjectNode()
                .put("user", user)
                .setAll(choice.deepCopy().put("state", mischief.state(user, state(user, choice))));
    }

    private String state(String user, JsonNode choice) {
        var devices = idle.entrySet().stream()
                .filter(device -> device.getKey().user().equals(user))
                .toList();
        if (devices.isEmpty()) {
            return "offline";
        }
        var said = choice.path("state").asText("online");
        return said.equals("online") && devices.stream().allMatch(Map.Entry::getValue) ? "away" : said;
    }
}
