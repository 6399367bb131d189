package dev.parley.bench.peer.socketio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.bench.chat.ChatMessage;
import dev.parley.client.Receiver;
import dev.parley.bench.peer.Envelope;
import dev.parley.bench.peer.Line;
import dev.parley.bench.peer.Voice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** One socket.io client: Engine.IO 4 packets, whose first digit is their kind, around socket.io's own. */
final class SocketIoVoice implements Voice {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Line line;
    private final Map<Integer, String> open = new ConcurrentHashMap<>();
    private int lastId;

    SocketIoVoice(Line line) {
        this.line = line;
    }

    /** The server speaks first. */
    @Override
    public void greet() {}

    @Override
    public void heard(byte[] bytes, int offset, int length, long receivedAt) {
        var packet = new String(bytes, offset, length, StandardCharsets.UTF_8);
        if (packet.startsWith("42")) {
            heard(packet, receivedAt);
        } else if (packet.startsWith("43")) {
            answered(packet, receivedAt);
        } else if (packet.startsWith("0")) {
            line.text("40"
                    + json(Map.of(
                            "user",
                            line.user(),
                            "group",
                            Objects.requireNonNullElse(line.seat().group(), ""))));
        } else if (packet.startsWith("40")) {
            line.ready();
        } else if (packet.equals("2")) {
            line.text("3");
        } else {
            line.fail(packet);
        }
    }

    private void heard(String packet, long receivedAt) {
        try {
            var payload = JSON.readTree(packet.substring(2)).path(1).asText();
            line.delivered(Envelope.open(payload, line.user()), receivedAt);
        } catch (JsonProcessingException _) {
            line.fail("no JSON");
        }
    }

    private void answered(String packet, long receivedAt) {
        var number = packet.substring(2, Math.max(2, packet.indexOf('[')));
        var id = number.matches("[0-9]{1,9}") ? open.remove(Integer.valueOf(number)) : null;
        if (id != null) {
            line.listener().accepted(id, 0, receivedAt);
        }
    }

    @Override
    public synchronized void say(ChatMessage message) {
        var room = switch (message.receiver()) {
            case Receiver.User(var user) -> "u/" + user;
            case Receiver.Group(var group) -> "g/" + group;
        };
        var id = ++lastId;
        open.put(id, message.id());
        line.text("42" + id + json(List.of("say", room, Envelope.of(line.user(), message))));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings are JSON.", e);
        }
    }
}
