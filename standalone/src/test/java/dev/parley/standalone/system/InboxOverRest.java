package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.Event;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.model.inbox.ConversationSight;
import dev.parley.testkit.model.inbox.InboxFilter;
import dev.parley.testkit.model.inbox.InboxModel;
import dev.parley.testkit.model.inbox.ThreadSight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one user is shown of its conversations over REST, held against the model. */
final class InboxOverRest {
    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final Map<String, InboxFilter> FILTERS = Map.of(
            "", new InboxFilter(null, null, "", false, false),
            "archived=true&hidden=true", new InboxFilter(true, null, "", true, false),
            "archived=false&unread=true", new InboxFilter(false, true, "", false, false),
            "unread=false&kind=group", new InboxFilter(null, false, "g:", false, false));

    private final ChatUser user;
    private final InboxModel model;
    private final String circumstances;

    /** What a conversation's object says. */
    private record Shown(
            String conversation,
            long seq,
            long messageNo,
            long lastMessageSeq,
            long lastActivityAt,
            long readUpTo,
            long deliveredUpTo,
            boolean isMarkedUnread,
            long unread,
            long mentions,
            boolean isPinned,
            boolean isMuted,
            boolean isArchived,
            boolean isHidden,
            @Nullable String draft) {}

    private record ShownThread(
            String conversation, long seq, long lastReplyAt, long readUpTo, long unread, long mentions) {}

    InboxOverRest(ChatUser user, InboxModel model, String circumstances) {
        this.user = user;
        this.model = model;
        this.circumstances = circumstances + ": " + user.tenant() + " " + user.name() + " ";
    }

    void assertShown() {
        FILTERS.forEach((query, filter) -> assertSoon(
                "/v1/conversations?" + query,
                model.list(user.tenant(), user.name(), filter).stream()
                        .map(InboxOverRest::shown)
                        .toList(),
                () -> pages("/v1/conversations?" + query + "&limit=3").stream()
                        .map(InboxOverRest::shown)
                        .toList()));
        assertSoon(
                "/v1/sync/snapshot",
                present().stream()
                        .map(InboxOverRest::shown)
                        .sorted(Comparator.comparing(Shown::conversation))
                        .toList(),
                () -> pages("/v1/sync/snapshot?limit=2").stream()
                        .map(InboxOverRest::shown)
                        .sorted(Comparator.comparing(Shown::conversation))
                        .toList());
        var names = present().stream().map(ConversationSight::conversation).toList();
        assertSoon(
                "/v1/threads",
                model.threads(user.tenant(), user.name()).stream()
                        .filter(thread -> names.contains(thread.conversation())
                                && model.covers(user.tenant(), user.name(), thread.conversation(), thread.seq()))
                        .map(InboxOverRest::shown)
                        .toList(),
                () -> pages("/v1/threads?limit=4").stream()
                        .map(InboxOverRest::shownThread)
                        .filter(thread -> names.contains(thread.conversation()))
                        .toList());
    }

    private List<ConversationSight> present() {
        return model.list(user.tenant(), user.name(), new InboxFilter(null, null, "", true, false));
    }

    /** From positions anywhere in the conversations to their ends. */
    void assertSynced(Map<String, List<Event>> log, Random random) {
        var expected = new TreeMap<String, String>();
        var positions = new TreeMap<String, Long>();
        for (var sight : present()) {
            var since = model.since(user.tenant(), user.name(), sight.conversation());
            var after = since + random.nextInt((int) (sight.headSeq() - since + 1));
            positions.put(sight.conversation(), after);
            log.getOrDefault(sight.conversation(), List.of()).stream()
                    .filter(event -> event.getSeq() > after)
                    .forEach(event -> expected.put(
                            place(sight.conversation(), event.getSeq()),
                            HexFormat.of().formatHex(event.getEventId().bytes())));
        }
        var seen = new TreeMap<String, String>();
        boolean more;
        do {
            var body = Map.of("conversations", positions, "limit", 1 + random.nextInt(40), "new", false);
            var answer = user.rest().post("/v1/sync", body).expect(200).body();
            assertEquals("{}", answer.path("resync").toString(), circumstances + "has positions that lead nowhere");
            answer.path("events")
                    .forEach(event -> seen.put(
                            place(
                                    event.path("conversation").asText(),
                                    event.path("seq").asLong()),
                            event.path("eventId").asText()));
            answer.path("conversations")
                    .properties()
                    .forEach(position ->
                            positions.put(position.getKey(), position.getValue().asLong()));
            more = answer.path("more").asBoolean();
        } while (more);
        assertEquals(expected, seen, circumstances + "POST /v1/sync");
    }

    private static String place(String conversation, long seq) {
        return conversation + " " + seq;
    }

    /** Receipts come to the store a moment after they were accepted. */
    private <T> void assertSoon(String where, List<T> expected, Supplier<List<T>> shown) {
        Eventually.isTrue(
                () -> circumstances + where + "\nexpected " + expected + "\nbut was  " + shown.get(),
                CATCH_UP,
                () -> expected.equals(shown.get()));
    }

    private List<JsonNode> pages(String path) {
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = user.rest()
                    .get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .expect(200)
                    .body();
            page.path("items").forEach(items::add);
            cursor = page.path("next").isTextual() ? page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return items;
    }

    private static Shown shown(ConversationSight sight) {
        var settings = sight.settings();
        return new Shown(
                sight.conversation(),
                sight.headSeq(),
                sight.messageNo(),
                sight.lastMessageSeq(),
                sight.lastActivityAt(),
                sight.marker().readUpTo(),
                sight.marker().deliveredUpTo(),
                sight.marker().isMarkedUnread(),
                sight.unread().messages(),
                sight.unread().mentions(),
                settings.pinnedAt() != null,
                settings.mutedUntil() != null,
                settings.isArchived(),
                sight.isHidden(),
                settings.draft());
    }

    private static Shown shown(JsonNode json) {
        return new Shown(
                json.path("conversation").asText(),
                json.path("seq").asLong(),
                json.path("messageNo").asLong(),
                json.at("/lastMessage/seq").asLong(),
                Instant.parse(json.path("lastActivityAt").asText()).toEpochMilli(),
                json.path("readUpTo").asLong(),
                json.path("deliveredUpTo").asLong(),
                json.path("markedUnread").asBoolean(),
                json.path("unread").asLong(),
                json.path("mentions").asLong(),
                json.path("pinned").asBoolean(),
                json.has("mutedUntil"),
                json.path("archived").asBoolean(),
                json.path("hidden").asBoolean(),
                json.has("draft") ? json.path("draft").asText() : null);
    }

    private static ShownThread shown(ThreadSight thread) {
        return new ShownThread(
                thread.conversation(),
                thread.seq(),
                thread.lastReplyAt(),
                thread.readUpTo(),
                thread.unread(),
                thread.mentions());
    }

    private static ShownThread shownThread(JsonNode json) {
        return new ShownThread(
                json.at("/parent/conversation").asText(),
                json.at("/parent/seq").asLong(),
                Instant.parse(json.path("lastReplyAt").asText()).toEpochMilli(),
                json.path("readUpTo").asLong(),
                json.path("unread").asLong(),
                json.path("mentions").asLong());
    }
}
