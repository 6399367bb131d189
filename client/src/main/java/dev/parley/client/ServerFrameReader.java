package dev.parley.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what the server says, streaming: builds no tree and decodes known fields only. */
final class ServerFrameReader {
    private static final JsonFactory JSON = new JsonFactory();

    private ServerFrameReader() {}

    public static ServerFrame read(byte[] bytes, int offset, int length) throws IOException {
        try (var json = JSON.createParser(bytes, offset, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("Not a JSON object.");
            }
            return frame(EventFields.read(json));
        }
    }

    private static ServerFrame frame(EventFields fields) {
        return switch (fields.type) {
            case "event" -> new ServerFrame.Live(fields.toEvent());
            case "accepted" ->
                answer(
                        fields,
                        new Outcome.Accepted(
                                fields.conversation, fields.seq, Objects.requireNonNullElse(fields.messageId, "")));
            case "held" -> answer(fields, new Outcome.Refused("held", "A moderator decides."));
            case "welcome" -> new ServerFrame.Welcome(fields.user, fields.heartbeatMs, fields.conversations);
            case "caught-up" -> new ServerFrame.CaughtUp(fields.conversation, fields.seq);
            case "resync" -> new ServerFrame.Resync(fields.conversation, fields.seq, fields.reason);
            case "going-away" -> new ServerFrame.GoingAway(fields.reconnectAfterMs);
            case "receipt" -> new ServerFrame.Receipts(fields.conversation, fields.receipts, counts(fields));
            case "receipt-ok" -> new ServerFrame.ReceiptTaken(Objects.requireNonNullElse(fields.ref, ""));
            case "presence" -> new ServerFrame.Presence(fields.presentUsers, fields.ref, fields.coalescedMs);
            case "presence-ok" -> new ServerFrame.PresenceTaken(Objects.requireNonNullElse(fields.ref, ""));
            case "conversation.updated" -> new ServerFrame.ConversationUpdated(fields.conversation);
            case "typing" ->
                new ServerFrame.Typing(
                        fields.conversation, List.copyOf(fields.users), fields.isOn, fields.expiresInMs, fields.count);
            case "transient" -> new ServerFrame.Transient(fields.conversation, fields.user, fields.transientData);
            case "throttled" -> new ServerFrame.Throttled(fields.feature, fields.retryAfterMs);
            case "pong" -> new ServerFrame.Pong();
            // With an id it concerns a message.
            case "error", "rejected" ->
                fields.clientMsgId == null
                        ? new ServerFrame.Other(fields.type, fields.code, fields.detail)
                        : answer(fields, refusal(fields));
            default -> new ServerFrame.Other(fields.type, fields.code, fields.detail);
        };
    }

    private static ServerFrame.@Nullable OwnCounts counts(EventFields fields) {
        return fields.isCounted
                ? new ServerFrame.OwnCounts(fields.unread, fields.mentions, fields.markedUnread, fields.seq)
                : null;
    }

    private static ServerFrame answer(EventFields fields, Outcome outcome) {
        return new ServerFrame.Answer(Objects.requireNonNullElse(fields.clientMsgId, ""), outcome);
    }

    /** A refusal on a socket has no status, so its code says whether it is for good. */
    private static Outcome refusal(EventFields fields) {
        return switch (fields.code) {
            case "log-unavailable", "store-unavailable", "too-busy", "read-behind", "rate-limited", "outcome-unknown" ->
                new Outcome.Unknown(fields.code, Duration.ofMillis(fields.retryAfterMs));
            default -> new Outcome.Refused(fields.code, fields.detail);
        };
    }

    /** The items of a page of events. */
    static List<ReceivedEvent> readPage(byte[] body) throws IOException {
        var events = new ArrayList<ReceivedEvent>();
        try (var json = JSON.createParser(body)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("items")) {
                    json.nextToken();
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        events.add(EventFields.read(json).toEvent());
                    }
                }
            }
        }
        return events;
    }
}
