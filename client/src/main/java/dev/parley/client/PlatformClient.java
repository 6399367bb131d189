package dev.parley.client;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One tenant's platform over REST. Writes return what one attempt came to; everything that a run cannot go on without is
 * asked for until there is an answer. Calls block: for virtual threads.
 */
public final class PlatformClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int UNAUTHORIZED = 401;
    private static final byte[] NOTHING = json(Map.of());
    private static final Duration KEY_POLL = Duration.ofMillis(100);
    private static final JsonPointer MESSAGE_ID = JsonPointer.compile("/id");

    private final Rest rest;
    private final String apiKey;
    private final Duration timeout;

    /** @param timeout how long a request is retried before {@link GaveUpException} */
    public PlatformClient(URI base, String apiKey, Duration timeout) {
        this(List.of(base), apiKey, timeout);
    }

    /** @param bases the addresses of its nodes; where one does not answer, the next one is asked */
    public PlatformClient(List<URI> bases, String apiKey, Duration timeout) {
        this(new Rest(bases), apiKey, timeout);
    }

    private PlatformClient(Rest rest, String apiKey, Duration timeout) {
        this.rest = rest;
        this.apiKey = apiKey;
        this.timeout = timeout;
    }

    /** The same platform for another tenant. They share their connections, and close them. */
    public PlatformClient withKey(String key) {
        return new PlatformClient(rest, key, timeout);
    }

    public Outcome createUser(String user, String name, String key) {
        return server("POST", "/v1/users", key, Map.of("id", user, "name", name));
    }

    public Outcome renameUser(String user, String name, String key) {
        return server("PATCH", "/v1/users/" + encoded(user), key, Map.of("name", name));
    }

    public Outcome createGroup(String group, String owner, String key) {
        return asUser(owner, "/v1/groups", key, json(Map.of("id", group, "name", group, "access", "public")));
    }

    public Outcome join(String group, String user, String key) {
        return asUser(user, "/v1/groups/" + encoded(group) + "/join", key, NOTHING);
    }

    /** Makes up to 500 users members of a group, as one of its admins. Asks until all of them are. */
    public void addMembers(String group, String admin, List<String> users, String key) {
        var headers = new HashMap<>(as(admin));
        headers.put("Idempotency-Key", key);
        var path = "/v1/groups/" + encoded(group) + "/members";
        var what = "new members of " + group;
        var waiting = new RetryBackoff(timeout);
        while (true) {
            var done = insist(what, () -> rest.send("POST", path, headers, json(Map.of("users", users))));
            var failed = tree(done)
                    .path("items")
                    .valueStream()
                    .filter(item -> item.path("status").asInt() / 100 != 2)
                    .findFirst();
            if (failed.isEmpty()) {
                return;
            }
            if (failed.get().path("status").asInt() < 500) {
                throw new RequestRefusedException(what + ": " + failed.get());
            }
            waiting.pause(KEY_POLL, what + " (" + failed.get() + ")");
        }
    }

    /** The conversations of a user as the user sees them. */
    public Inbox inbox(String user) {
        return new Inbox(this, user);
    }

    public Outcome leave(String group, String user, String key) {
        return asUser(user, "/v1/groups/" + encoded(group) + "/leave", key, NOTHING);
    }

    /** Sends a message with a user's own token. */
    public Outcome post(String token, OutgoingMessage message) {
        var headers = Map.of("Authorization", "Bearer " + token, "Idempotency-Key", message.id());
        return outcome(rest.send("POST", "/v1/messages", headers, OutgoingFrames.body(message)));
    }

    /** Sends a message as a user, with the tenant's key. */
    public Outcome postAs(String user, OutgoingMessage message) {
        return asUser(user, "/v1/messages", message.id(), message.body());
    }

    /** A user's token, good for a day. Asks until there is one. */
    public String mintToken(String user, String device) {
        var body = json(Map.of("device", device, "ttlSeconds", 86_400));
        var done = insist(
                "a token for " + user,
                () -> rest.send("POST", "/v1/users/" + encoded(user) + "/tokens", server(), body));
        return tree(done).path("token").asText();
    }

    /**
     * Up to 200 stored events of a conversation, oldest first, read as a member. Asks until the store has come as far as asked.
     *
     * @param atLeastSeq how far the store must be; 0 = as it is
     */
    public List<ReceivedEvent> storedEvents(String conversation, String member, long afterSeq, long atLeastSeq) {
        var path = "/v1/conversations/" + encoded(conversation) + "/events?limit=200&afterSeq=" + afterSeq
                + (atLeastSeq > 0 ? "&atLeastSeq=" + atLeastSeq : "");
        var headers = as(member);
        var done = insist("the events of " + conversation, () -> rest.get(path, headers));
        try {
            return ServerFrameReader.readPage(done.body());
        } catch (IOException e) {
            throw new UncheckedIOException("The page of events is no JSON.", e);
        }
    }

    /** Waits until the platform says that it is ready; behind a proxy that does not let that through, until it answers. */
    public void awaitReady(Duration atMost) {
        var waiting = new RetryBackoff(atMost);
        while (rest.get("/readyz", Map.of()) instanceof RestAnswer.Unanswered(var why, var retryAfter)) {
            waiting.pause(retryAfter, "the platform is not ready (" + why + ")");
        }
    }

    /** Waits until the API key is in force: a new one comes to the edges through the log. */
    public void awaitKey(Duration atMost) {
        var waiting = new RetryBackoff(atMost);
        while (rest.get("/v1/users?limit=1", server()) instanceof RestAnswer.Problem(var status, var code, var _)
                && status == UNAUTHORIZED) {
            waiting.pause(KEY_POLL, "the API key is not in force (" + code + ")");
        }
    }

    interface Question {
        RestAnswer ask();
    }

    Rest rest() {
        return rest;
    }

    RestAnswer.Done insist(String what, Question question) {
        var waiting = new RetryBackoff(timeout);
        while (true) {
            switch (question.ask()) {
                case RestAnswer.Done done -> {
                    return done;
                }
                case RestAnswer.Problem(var status, var code, var detail) ->
                    throw new RequestRefusedException(what + ": " + status + " " + code + " " + detail);
                case RestAnswer.Unanswered(var why, var retryAfter) ->
                    waiting.pause(retryAfter, what + " (" + why + ")");
            }
        }
    }

    private Outcome server(String method, String path, String key, Map<String, String> body) {
        var headers = new HashMap<>(server());
        headers.put("Idempotency-Key", key);
        return outcome(rest.send(method, path, headers, json(body)));
    }

    private Outcome asUser(String user, String path, String key, byte[] body) {
        var headers = new HashMap<>(as(user));
        headers.put("Idempotency-Key", key);
        return outcome(rest.send("POST", path, headers, body));
    }

    private Map<String, String> server() {
        return Map.of("X-Api-Key", apiKey);
    }

    Map<String, String> as(String user) {
        return Map.of("X-Api-Key", apiKey, "X-On-Behalf-Of", header(user));
    }

    private static Outcome outcome(RestAnswer answer) {
        return switch (answer) {
            case RestAnswer.Unanswered(var why, var retryAfter) -> new Outcome.Unknown(why, retryAfter);
            case RestAnswer.Problem(var _, var code, var detail) -> new Outcome.Refused(code, detail);
            case RestAnswer.Done(var body) -> accepted(body);
        };
    }

    /** What the body of a write that was taken says. */
    public static Outcome.Accepted accepted(byte[] body) {
        var tree = tree(new RestAnswer.Done(body));
        return new Outcome.Accepted(
                tree.path("conversation").asText(""),
                tree.path("seq").asLong(),
                tree.at(MESSAGE_ID).asText(""));
    }

    static JsonNode tree(RestAnswer.Done done) {
        try {
            return JSON.readTree(done.body());
        } catch (IOException e) {
            throw new UncheckedIOException("The platform answered 2xx with something that is no JSON.", e);
        }
    }

    static byte[] json(Map<String, ?> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException("A map is JSON.", e);
        }
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Header values are ASCII; ids are not always, and then they are percent-encoded. */
    private static String header(String user) {
        return user.indexOf('%') < 0 && StandardCharsets.US_ASCII.newEncoder().canEncode(user) ? user : encoded(user);
    }

    @Override
    public void close() {
        rest.close();
    }
}
