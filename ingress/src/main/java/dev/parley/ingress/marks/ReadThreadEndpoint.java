package dev.parley.ingress.marks;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.JsonText;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.messages.ReadMessage;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.ThreadStore;
import dev.parley.readmodel.read.ThreadStore.ThreadMarker;
import dev.parley.schemas.ReadThread;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * {@code POST /v1/messages/{messageId}/thread/read}: {@code {upToSeq?}}, 200 with what is unread after it. The marker only rises, so it
 * takes no idempotency key.
 */
public record ReadThreadEndpoint(ReadMessage messages, MarkWrites writes, ThreadStore threads, ReadWait readWait)
        implements Endpoint {
    private static final String UP_TO_SEQ = "upToSeq";
    /** Everything. */
    private static final long ABSENT = -1;

    @Override
    public Reply answer(Call call) {
        var asked = upToSeq(call);
        var message = withReply(call, asked);
        var lastReplySeq = lastReplySeq(message);
        var upToSeq = asked == ABSENT ? lastReplySeq : Math.min(asked, lastReplySeq);
        if (upToSeq > 0) {
            var body = new ReadThread(message.conversation(), message.id(), message.seq(), upToSeq);
            var actionId = UUID.randomUUID().toString();
            var _ = writes.append(
                    call, actionId, message, body, _ -> marker(call, message).readUpTo() >= upToSeq);
        }
        return Reply.json(200, json(call, message));
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(
                ErrorCode.MESSAGE_NOT_FOUND,
                ErrorCode.NOT_A_MEMBER,
                ErrorCode.STORE_UNAVAILABLE,
                ErrorCode.READ_BEHIND,
                ErrorCode.LOG_UNAVAILABLE);
    }

    private static long upToSeq(Call call) {
        var fields = Fields.strict(call.jsonOrEmpty());
        var upToSeq = fields.integer(UP_TO_SEQ, ABSENT, 0, Fields.MAX_SEQ);
        return RefusedException.valid(fields.result(() -> upToSeq));
    }

    /** The thread's first message; waits a little where the client has a reply that the store does not have. */
    private StoredMessage withReply(Call call, long seq) {
        var message = ThreadParents.find(messages, call);
        return lastReplySeq(message) >= seq
                ? message
                : readWait.until(() -> Optional.of(messages.find(call)).filter(it -> lastReplySeq(it) >= seq))
                        .orElseGet(() -> messages.find(call));
    }

    private static long lastReplySeq(StoredMessage message) {
        return message.thread() == null ? 0 : message.thread().lastReplySeq();
    }

    private ThreadMarker marker(Call call, StoredMessage message) {
        return threads.marker(call.tenant(), call.actor(), message);
    }

    private byte[] json(Call call, StoredMessage message) {
        var marker = marker(call, message);
        return JsonText.object(json -> {
            json.writeStringField("messageId", message.id());
            json.writeNumberField("readUpTo", marker.readUpTo());
            json.writeNumberField("unread", marker.unread());
            json.writeNumberField("mentions", marker.mentions());
        });
    }
}
