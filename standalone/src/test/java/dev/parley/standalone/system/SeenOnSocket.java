package dev.parley.standalone.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testkit.model.MessageSight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a client knows of one conversation that does nothing but apply the events of its socket. */
final class SeenOnSocket {
    private final SortedMap<Long, JsonNode> events = new TreeMap<>();
    private final SortedMap<Long, MessageSight> messages = new TreeMap<>();

    /** @param arrived in the order in which they came */
    static SeenOnSocket of(List<JsonNode> arrived, String conversation) {
        var seen = new SeenOnSocket();
        arrived.stream()
                .filter(event -> event.path("conversation").asText().equals(conversation))
                .forEach(seen::take);
        return seen;
    }

    /** Ids of events, by seq. */
    SortedMap<Long, String> ids() {
        var ids = new TreeMap<Long, String>();
        events.forEach((seq, event) -> ids.put(seq, event.path("eventId").asText()));
        return ids;
    }

    /** Messages that were sent since everything was seen. */
    SortedMap<Long, MessageSight> messages() {
        return messages.tailMap(lastRun());
    }

    /** From this seq on there is no hole. */
    private long lastRun() {
        var run = events.isEmpty() ? 0L : events.lastKey();
        for (var seq : new ArrayList<>(events.keySet()).reversed()) {
            if (run - seq > 1) {
                return run;
            }
            run = seq;
        }
        return run;
    }

    private void take(JsonNode event) {
        var seq = event.path("seq").asLong();
        if (!events.isEmpty() && seq <= events.lastKey()) {
            throw new AssertionError("seq " + seq + " after " + events.lastKey() + ": " + event);
        }
        events.put(seq, event);
        var data = event.path("data");
        var about = data.path("messageSeq").asLong();
        switch (event.path("event").asText()) {
            case "message.created" -> messages.put(seq, created(event));
            case "group.created" -> messages.clear();
            case String kind when messages.containsKey(about) -> messages.put(about, changed(kind, event, about));
            default -> {}
        }
    }

    private static MessageSight created(JsonNode event) {
        var message = event.at("/data/message");
        return new MessageSight(
                message.path("id").asText(),
                event.path("actor").asText(),
                textOf(message),
                false,
                event.path("seq").asLong(),
                null,
                new TreeMap<>(),
                0);
    }

    private MessageSight changed(String kind, JsonNode event, long about) {
        var before = Objects.requireNonNull(messages.get(about));
        var data = event.path("data");
        var seq = event.path("seq").asLong();
        return switch (kind) {
            case "message.edited" -> edited(before, data.path("message"), seq);
            case "message.deleted" ->
                new MessageSight(
                        before.id(), before.sender(), null, true, seq, null, new TreeMap<>(), before.replies());
            case "message.pinned" -> pinned(before, event.path("actor").asText());
            case "message.unpinned" -> pinned(before, null);
            case "reaction.added", "reaction.removed" ->
                reacted(before, data.path("emoji").asText(), data.path("count").asLong());
            case "thread.updated" -> threaded(before, data.path("replies").asLong());
            default -> before;
        };
    }

    private static MessageSight edited(MessageSight before, JsonNode message, long seq) {
        var text = message.has("text") ? textOf(message) : before.text();
        return new MessageSight(
                before.id(),
                before.sender(),
                text,
                before.isDeleted(),
                seq,
                before.pinnedBy(),
                before.reactions(),
                before.replies());
    }

    private static MessageSight pinned(MessageSight before, @Nullable String by) {
        return new MessageSight(
                before.id(),
                before.sender(),
                before.text(),
                before.isDeleted(),
                before.version(),
                by,
                before.reactions(),
                before.replies());
    }

    private static MessageSight reacted(MessageSight before, String emoji, long count) {
        var reactions = new TreeMap<>(before.reactions());
        if (count == 0) {
            reactions.remove(emoji);
        } else {
            reactions.put(emoji, count);
        }
        return new MessageSight(
                before.id(),
                before.sender(),
                before.text(),
                before.isDeleted(),
                before.version(),
                before.pinnedBy(),
                reactions,
                before.replies());
    }

    private static MessageSight threaded(MessageSight before, long replies) {
        return new MessageSight(
                before.id(),
                before.sender(),
                before.text(),
                before.isDeleted(),
                before.version(),
                before.pinnedBy(),
                before.reactions(),
                replies);
    }

    static @Nullable String textOf(JsonNode message) {
        return message.path("text").isTextual() ? message.path("text").asText() : null;
    }
}
