package dev.parley.standalone.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.parley.standalone.guarantee.Ledger;
import dev.parley.standalone.guarantee.Ledger.Reader;
import dev.parley.standalone.guarantee.Ledger.Received;
import dev.parley.testkit.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A device that follows what its user may see and keeps the last seq of each conversation, so that each of its sockets
 * goes on where the one before ended. Writes every event down.
 */
final class Follower {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SAY_LIMIT = Duration.ofSeconds(90);

    private final ChatUser user;
    private final String device;
    private final Ledger ledger;
    private final Map<String, Long> positions = new TreeMap<>();
    private final List<JsonNode> complaints = new CopyOnWriteArrayList<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final Map<String, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private @Nullable WebSocket socket;
    /** The frames of every other socket are late and count no more: they come again by resume. */
    private @Nullable Frames current;

    Follower(ChatUser user, String device, Ledger ledger) {
        this.user = user;
        this.device = device;
        this.ledger = ledger;
    }

    /** Whoever reads this conversation through this device. */
    Reader reader(String conversation) {
        return new Reader(user.name() + "/" + device, user.tenant(), conversation);
    }

    /** Opens a socket and returns when it was welcomed; what was missed is on its way then. */
    void connect(URI base) {
        var frames = new Frames();
        synchronized (this) {
            current = frames;
        }
        var opened = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + user.token())
                .subprotocols("parley.v1+json")
                .buildAsync(URI.create("ws://" + base.getAuthority() + "/v1/socket"), frames)
                .join();
        opened.sendText(JSON.valueToTree(hello()).toString(), true).join();
        try {
            frames.welcomed.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new CompletionException(user.name() + " was not welcomed", e);
        }
        synchronized (this) {
            socket = opened;
        }
    }

    /** Drops the connection without a word, as a phone in a tunnel does. */
    synchronized void disconnect() {
        current = null;
        if (socket != null) {
            socket.abort();
            socket = null;
        }
    }

    /** Sends through whatever socket there is until it is accepted, always with the same id, as a client should; the answer. */
    JsonNode say(Map<String, ?> receiver, String id, String text) {
        var frame = Map.of("type", "message.send", "clientMsgId", id, "receiver", receiver, "text", text);
        var answer = ask(id, frame);
        if (!answer.path("type").asText().equals("accepted")) {
            throw new AssertionError(id + " was refused: " + answer);
        }
        return answer;
    }

    /** Sends a frame until it is answered, accepted or not. */
    JsonNode ask(String id, Map<String, ?> frame) {
        var json = JSON.valueToTree(frame).toString();
        Eventually.isTrue(() -> user.name() + " to get an answer for " + id, SAY_LIMIT, () -> isAnswered(id, json));
        return answers.getOrDefault(id, new CompletableFuture<>()).getNow(NullNode.getInstance());
    }

    boolean isConnected() {
        return openSocket() != null;
    }

    private boolean isAnswered(String id, String json) {
        var answer = answers.computeIfAbsent(id, _ -> new CompletableFuture<>());
        var open = openSocket();
        if (open == null) {
            return false;
        }
        try {
            open.sendText(json, true).get(1, TimeUnit.SECONDS);
            answer.get(2, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized @Nullable WebSocket openSocket() {
        return socket;
    }

    /** Frames that nobody wants to see in a test: errors, resyncs, refusals. */
    List<JsonNode> complaints() {
        return complaints;
    }

    /** Every event of every socket, in the order in which they came. */
    List<JsonNode> events() {
        return events;
    }

    /** The code that the present socket is closed with. */
    int closeCode(Duration atMost) {
        var frames = currentFrames();
        try {
            return frames.closed.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new CompletionException(user.name() + " was not cut off within " + atMost, e);
        }
    }

    private synchronized Frames currentFrames() {
        return Objects.requireNonNull(current, "not connected");
    }

    synchronized long position(String conversation) {
        return positions.getOrDefault(conversation, 0L);
    }

    private synchronized Map<String, ?> hello() {
        return Map.of("type", "hello", "device", device, "resume", Map.of("conversations", Map.copyOf(positions)));
    }

    private synchronized void onEvent(Frames frames, JsonNode event) {
        if (frames != current) {
            return;
        }
        var conversation = event.path("conversation").asText();
        var seq = event.path("seq").asLong();
        positions.merge(conversation, seq, Math::max);
        events.add(event);
        var isMessage = event.path("event").asText().equals("message.created");
        ledger.receive(
                reader(conversation),
                new Received(
                        seq,
                        event.path("eventId").asText(),
                        isMessage ? event.path("clientMsgId").asText() : null));
    }

    private void complain(JsonNode frame) {
        // Unknown is not refused: it is asked again.
        if (!frame.path("code").asText().equals("outcome-unknown")) {
            complaints.add(frame);
            answer(frame);
        }
    }

    private void answer(JsonNode frame) {
        var answer = answers.get(frame.path("clientMsgId").asText());
        if (answer != null) {
            answer.complete(frame);
        }
    }

    /** The frames of one socket. */
    private final class Frames implements WebSocket.Listener {
        private final CompletableFuture<JsonNode> welcomed = new CompletableFuture<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                onFrame(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            welcomed.completeExceptionally(error);
        }

        private void onFrame(String json) {
            try {
                var frame = JSON.readTree(json);
                switch (frame.path("type").asText()) {
                    case "welcome" -> welcomed.complete(frame);
                    case "event" -> onEvent(this, frame);
                    case "accepted" -> answer(frame);
                    case "caught-up", "going-away", "receipt", "conversation.updated", "presence", "ping" -> {}
                    default -> complain(frame);
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("Not JSON: " + json, e);
            }
        }
    }
}
