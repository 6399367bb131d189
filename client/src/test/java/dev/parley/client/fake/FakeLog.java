package dev.parley.client.fake;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One conversation. Guarded by its chat. */
final class FakeLog {
    static final JsonMapper JSON = JsonMapper.builder().build();

    final String conversation;
    final Set<String> members = new HashSet<>();
    final List<ObjectNode> events = new ArrayList<>();
    final Map<String, Integer> attempts = new HashMap<>();
    final Map<String, ObjectNode> answers = new HashMap<>();
    final Map<String, Long> joinedAt = new TreeMap<>();

    FakeLog(String conversation) {
        this.conversation = conversation;
    }

    ObjectNode append(String type, String actor, String actionId) {
        var seq = events.size() + 1;
        var event = JSON.createObjectNode();
        event.put("type", "event")
                .put("conversation", conversation)
                .put("seq", seq)
                .put("messageNo", seq)
                .put("eventId", "e-" + conversation + "-" + seq)
                .put("event", type)
                .put("actor", actor)
                .put("at", "2026-01-01T00:00:00.000Z")
                .put("clientMsgId", actionId);
        event.putObject("data");
        events.add(event);
        return event;
    }

    ObjectNode answer(ObjectNode event) {
        var answer = JSON.createObjectNode();
        answer.put("conversation", conversation).put("seq", event.path("seq").asLong());
        var id = event.path("data").path("message").path("id").asText("");
        if (!id.isEmpty()) {
            answer.put("id", id).put("messageId", id);
        }
        return answer;
    }
}
