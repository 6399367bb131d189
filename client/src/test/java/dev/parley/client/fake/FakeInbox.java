package dev.parley.client.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How far users are in one conversation, counted anew from its log at each question. Guarded by its chat. */
final class FakeInbox {
    private final FakeLog log;
    private final Mischief mischief;
    private final Map<String, Marker> markers = new HashMap<>();
    private final Map<String, Long> threadMarkers = new HashMap<>();
    private final Map<String, Set<String>> followed = new HashMap<>();

    private record Marker(long readUpTo, long unreadSeq, boolean isMarked) {}

    FakeInbox(FakeLog log, Mischief mischief) {
        this.log = log;
        this.mischief = mischief;
    }

    void read(String user, long upTo) {
        var before = marker(user);
        markers.put(user, new Marker(Math.max(before.readUpTo(), upTo), before.unreadSeq(), false));
    }

    void markUnread(String user, long after) {
        markers.put(user, new Marker(after, log.events.size(), true));
    }

    void readThread(String user, String parentId, long upTo) {
        threadMarkers.merge(user + " " + parentId, upTo, Math::max);
    }

    void follow(String user, String parentId) {
        followed.computeIfAbsent(user, _ -> new HashSet<>()).add(parentId);
    }

    boolean hasMessage(String id) {
        return log.events.stream().anyMatch(event -> id(event).equals(id));
    }

    private Marker marker(String user) {
        var said = markers.getOrDefault(user, new Marker(0, 0, false));
        var own = messages()
                .filter(event -> isBy(event, user) && parentId(event).isEmpty() && seq(event) > said.unreadSeq())
                .mapToLong(FakeInbox::seq)
                .max()
                .orElse(0);
        var least = Math.max(own, log.joinedAt.getOrDefault(user, 0L));
        return new Marker(Math.max(said.readUpTo(), least), said.unreadSeq(), said.isMarked());
    }

    /** The conversation as the user sees it. */
    ObjectNode conversation(String user) {
        var marker = marker(user);
        var json = FakeLog.JSON.createObjectNode();
        json.put("conversation", log.conversation).put("seq", log.events.size()).put("readUpTo", marker.readUpTo());
        count(json, user, "", marker.readUpTo());
        return json.put("markedUnread", marker.isMarked());
    }

    /** The frame for the user's own devices. */
    ObjectNode receipt(String user) {
        var json = conversation(user).put("type", "receipt");
        json.putArray("receipts")
                .addObject()
                .put("user", user)
                .put("readUpTo", json.path("readUpTo").asLong())
                .put("deliveredUpTo", json.path("seq").asLong());
        return json;
    }

    Stream<ObjectNode> threads(String user) {
        var own = new LinkedHashSet<>(followed.getOrDefault(user, Set.of()));
        messages().filter(event -> !parentId(event).isEmpty()).forEach(event -> {
            if (isBy(event, user) || names(event, user) || isBy(parent(event), user)) {
                own.add(parentId(event));
            }
        });
        return own.stream().map(parentId -> {
            var thread = FakeLog.JSON.createObjectNode();
            thread.putObject("parent").put("id", parentId).put("conversation", log.conversation);
            var read = messages()
                    .filter(event -> parentId(event).equals(parentId) && isBy(event, user))
                    .mapToLong(FakeInbox::seq)
                    .max()
                    .orElse(0);
            count(thread, user, parentId, Math.max(read, threadMarkers.getOrDefault(user + " " + parentId, 0L)));
            return thread;
        });
    }

    private ObjectNode parent(ObjectNode reply) {
        return messages()
                .filter(event -> id(event).equals(parentId(reply)))
                .findFirst()
                .orElse(reply);
    }

    private void count(ObjectNode json, String user, String parentId, long after) {
        var unread = messages()
                .filter(event -> seq(event) > after && parentId(event).equals(parentId) && !isBy(event, user))
                .toList();
        json.put("unread", mischief.unread(user, unread.size()));
        json.put("mentions", unread.stream().filter(event -> names(event, user)).count());
    }

    private Stream<ObjectNode> messages() {
        return log.events.stream().filter(event -> event.path("event").asText().equals("message.created"));
    }

    private static boolean isBy(JsonNode event, String user) {
        return event.path("actor").asText().equals(user);
    }

    private static long seq(JsonNode event) {
        return event.path("seq").asLong();
    }

    private static JsonNode message(JsonNode event) {
        return event.path("data").path("message");
    }

    private static String id(JsonNode event) {
        return message(event).path("id").asText();
    }

    private static String parentId(JsonNode event) {
        return message(event).path("parentId").asText();
    }

    private static boolean names(JsonNode event, String user) {
        return message(event)
                .path("mentions")
                .valueStream()
                .anyMatch(each -> each.asText().equals(user));
    }
}
