package dev.parley.wsfanout.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.parley.edge.api.Problem;
import dev.parley.edge.api.ProblemJson;
import dev.parley.edge.api.Timestamps;
import dev.parley.edge.events.ScheduledJson;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.wsfanout.frame.Frames;
import dev.parley.wsfanout.stream.ResyncReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frames that the server makes for one client; events are everybody's and made elsewhere. */
final class ServerFrames {
    /** For a silent client; the same bytes for all. */
    static final byte[] PING = Frames.text("{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));

    private static final int INITIAL_BYTES = 256;
    // A thread-local pool would give each virtual thread buffers of its own, which is worse than none.
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private ServerFrames() {}

    private interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Who is welcome where, and on which terms. */
    record Welcome(String session, String user, String node, Duration heartbeat, int frameBytes) {}

    static byte[] welcome(@Nullable String ref, Welcome welcome, Map<String, Long> conversations) {
        return frame("welcome", ref, json -> {
            json.writeStringField("session", welcome.session());
            json.writeStringField("user", welcome.user());
            json.writeStringField("node", welcome.node());
            json.writeNumberField("heartbeatMs", welcome.heartbeat().toMillis());
            json.writeObjectFieldStart("limits");
            json.writeNumberField("frameBytes", welcome.frameBytes());
            json.writeEndObject();
            json.writeObjectFieldStart("conversations");
            for (var conversation : conversations.entrySet()) {
                json.writeNumberField(conversation.getKey(), conversation.getValue());
            }
            json.writeEndObject();
        });
    }

    static byte[] accepted(SentMessage sent, String conversation, long seq, @Nullable String messageId) {
        return frame("accepted", sent.ref(), json -> {
            json.writeStringField("clientMsgId", sent.clientMsgId());
            json.writeStringField("conversation", conversation);
            json.writeNumberField("seq", seq);
            text(json, "messageId", messageId);
        });
    }

    /** A message that is sent later. */
    static byte[] scheduled(SentMessage sent, ScheduledMessage scheduled) {
        return frame("scheduled", sent.ref(), json -> {
            json.writeStringField("clientMsgId", sent.clientMsgId());
            ScheduledJson.writeAccepted(json, scheduled);
        });
    }

    static byte[] rejected(@Nullable String ref, @Nullable String clientMsgId, Problem problem) {
        return frame("rejected", ref, json -> {
            // It may be what the frame is rejected for.
            text(json, "clientMsgId", clientMsgId == null || Utf16.isWellFormed(clientMsgId) ? clientMsgId : null);
            ProblemJson.writeFields(json, problem);
        });
    }

    static byte[] held(SentMessage sent, String conversation) {
        return frame("held", sent.ref(), json -> {
            json.writeStringField("clientMsgId", sent.clientMsgId());
            json.writeStringField("conversation", conversation);
        });
    }

    static byte[] outcomeUnknown(SentMessage sent, Duration retryAfter) {
        return frame("error", sent.ref(), json -> {
            json.writeStringField("clientMsgId", sent.clientMsgId());
            ProblemJson.writeFields(json, Problem.of(ErrorCode.OUTCOME_UNKNOWN).retryAfter(retryAfter));
        });
    }

    static byte[] error(@Nullable String ref, Problem problem) {
        return frame("error", ref, json -> ProblemJson.writeFields(json, problem));
    }

    static byte[] caughtUp(String conversation, long seq) {
        return frame("caught-up", null, json -> {
            json.writeStringField("conversation", conversation);
            json.writeNumberField("seq", seq);
        });
    }

    /** @param seq where the session stands; null where the client may not know */
    static byte[] resync(String conversation, ResyncReason reason, @Nullable Long seq) {
        return frame("resync", null, json -> {
            json.writeStringField("conversation", conversation);
            json.writeStringField("reason", reason.code());
            if (seq != null) {
                json.writeNumberField("seq", seq);
            }
        });
    }

    static byte[] authOk(@Nullable String ref, Instant expiresAt) {
        return frame("auth-ok", ref, json -> json.writeStringField("expiresAt", Timestamps.text(expiresAt)));
    }

    /** The log has what the client said of how far it is. */
    static byte[] receiptOk(String ref) {
        return frame("receipt-ok", ref, _ -> {});
    }

    /** The log has what the client said of its user. */
    static byte[] presenceOk(String ref) {
        return frame("presence-ok", ref, _ -> {});
    }

    /** A frame that wanted no answer was not taken. */
    static byte[] throttled(String feature, Duration retryAfter) {
        return frame("throttled", null, json -> {
            json.writeStringField("feature", feature);
            json.writeNumberField("retryAfterMs", Math.max(1, retryAfter.toMillis()));
        });
    }

    static byte[] pong(@Nullable String ref) {
        return frame("pong", ref, _ -> {});
    }

    static byte[] goingAway(Duration reconnectAfter) {
        return frame("going-away", null, json -> json.writeNumberField("reconnectAfterMs", reconnectAfter.toMillis()));
    }

    private static byte[] frame(String type, @Nullable String ref, Fields fields) {
        var bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            text(json, "ref", ref);
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array refused bytes.", e);
        }
        return Frames.text(bytes.toByteArray());
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
