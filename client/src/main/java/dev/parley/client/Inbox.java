package dev.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A user's conversations and threads over REST, asked for with the tenant's key. Every call asks until there is an answer, and blocks:
 * for virtual threads.
 */
public final class Inbox {
    private static final String CONVERSATIONS = "/v1/conversations";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final PlatformClient platform;
    private final Map<String, String> headers;

    Inbox(PlatformClient platform, String user) {
        this.platform = platform;
        this.headers = platform.as(user);
    }

    /**
     * A conversation as the user has it.
     *
     * @param readUpTo the user's marker
     */
    public record Conversation(String id, long seq, long readUpTo, Unread.Counts unread) {
        static Conversation of(JsonNode json) {
            return new Conversation(
                    json.path("conversation").asText(),
                    json.path("seq").asLong(),
                    json.path("readUpTo").asLong(),
                    counts(json));
        }
    }

    private static Unread.Counts counts(JsonNode json) {
        return new Unread.Counts(
                json.path("unread").asLong(-1),
                json.path("mentions").asLong(-1),
                json.path("markedUnread").asBoolean());
    }

    /** All that are listed, by id. */
    public Map<String, Conversation> conversations() {
        var all = new HashMap<String, Conversation>();
        pages(CONVERSATIONS, item -> all.put(item.path("conversation").asText(), Conversation.of(item)));
        return all;
    }

    public Conversation conversation(String id) {
        return Conversation.of(PlatformClient.tree(get(CONVERSATIONS + "/" + PlatformClient.encoded(id))));
    }

    /** What is unread of each thread in a conversation, by its first message. */
    public Map<String, Unread.Counts> threads(String conversation) {
        var all = new HashMap<String, Unread.Counts>();
        pages("/v1/threads", item -> {
            var parent = item.path("parent");
            if (parent.path("conversation").asText().equals(conversation)) {
                all.put(parent.path("id").asText(), counts(item));
            }
        });
        return all;
    }

    /** All messages of a conversation, by seq. */
    public Map<Long, MessageState> messages(String conversation) {
        var all = new TreeMap<Long, MessageState>();
        pages(
                CONVERSATIONS + "/" + PlatformClient.encoded(conversation) + "/messages",
                "before",
                item -> all.put(item.path("seq").asLong(), message(item)));
        return all;
    }

    private static MessageState message(JsonNode json) {
        var reactions = new TreeMap<String, Long>();
        json.path("reactions")
                .forEach(each -> reactions.put(
                        each.path("emoji").asText(), each.path("count").asLong()));
        return new MessageState(
                json.path("id").asText(),
                json.path("text").asText(null),
                json.path("deleted").asBoolean(),
                json.has("pinned"),
                reactions);
    }

    private void pages(String path, Consumer<JsonNode> item) {
        pages(path, "cursor", item);
    }

    /** @param place the parameter that takes where the next page begins */
    private void pages(String path, String place, Consumer<JsonNode> item) {
        var next = path + "?limit=200";
        while (true) {
            var page = PlatformClient.tree(get(next));
            page.path("items").forEach(item);
            if (!page.hasNonNull("next")) {
                return;
            }
            next = path + "?limit=200&" + place + "="
                    + URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8);
        }
    }

    /** Reads everything that there is, and returns the marker. */
    public long readToHead(String conversation) {
        var done = write("POST", CONVERSATIONS + "/" + PlatformClient.encoded(conversation) + "/read", NOTHING);
        return PlatformClient.tree(done).path("readUpTo").asLong();
    }

    /** Marks everything after a seq as unread. */
    public void markUnread(String conversation, long afterSeq) {
        write("POST", CONVERSATIONS + "/" + PlatformClient.encoded(conversation) + "/unread", upTo(afterSeq));
    }

    /** Reads everything in all conversations and threads. */
    public void readAll() {
        write("POST", CONVERSATIONS + ":read-all", NOTHING);
    }

    /**
     * Puts the thread of a message on the user's list. Asks until the store has come as far as what the user has seen.
     *
     * @param seenSeq of a reply in the thread
     */
    public void followThread(String conversation, String parentId, long seenSeq) {
        get(CONVERSATIONS + "/" + PlatformClient.encoded(conversation) + "/events?limit=1&afterSeq=" + (seenSeq - 1)
                + "&atLeastSeq=" + seenSeq);
        write("PUT", thread(conversation, parentId, "subscription"), NOTHING);
    }

    /** Returns the marker, which is not above what the store has. */
    public long readThread(String conversation, String parentId, long upToSeq) {
        var done = write("POST", thread(conversation, parentId, "read"), upTo(upToSeq));
        return PlatformClient.tree(done).path("readUpTo").asLong();
    }

    private static String thread(String conversation, String parentId, String what) {
        return "/v1/messages/" + PlatformClient.encoded(parentId) + "/thread/" + what + "?conversation="
                + PlatformClient.encoded(conversation);
    }

    /** What the body of an answer says. */
    public static JsonNode json(byte[] body) {
        return PlatformClient.tree(new RestAnswer.Done(body));
    }

    /** The body of any page, such as {@code /v1/conversations?limit=50}. */
    public byte[] page(String path) {
        return get(path).body();
    }

    /** What the user missed after its positions, in these conversations alone: the body of the answer. */
    public byte[] sync(Map<String, Long> positions, int limit) {
        var body = PlatformClient.json(Map.of("conversations", positions, "limit", limit, "new", false));
        return write("POST", "/v1/sync", body).body();
    }

    private static byte[] upTo(long seq) {
        return PlatformClient.json(Map.of("upToSeq", seq));
    }

    private RestAnswer.Done get(String path) {
        return platform.insist(path, () -> platform.rest().get(path, headers));
    }

    /** All of these may happen again under another key without harm; an attempt that is repeated has the same one. */
    private RestAnswer.Done write(String method, String path, byte[] body) {
        var keyed = new HashMap<>(headers);
        keyed.put("Idempotency-Key", UUID.randomUUID().toString());
        return platform.insist(path, () -> platform.rest().send(method, path, keyed, body));
    }
}
