package dev.parley.ingress.marks;

import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.messages.ReadMessage;
import dev.parley.schemas.SubscribeThread;
import dev.parley.schemas.UnsubscribeThread;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Objects;
import java.util.Set;

/** {@code PUT} and {@code DELETE /v1/messages/{messageId}/thread/subscription}: 204. The choice wins over taking part. */
public record SetSubscription(ReadMessage messages, MarkWrites writes, boolean isSubscribed) implements Endpoint {
    private static final int NO_CONTENT = 204;

    @Override
    public Reply answer(Call call) {
        call.expectNothing();
        var message = ThreadParents.find(messages, call);
        var body = isSubscribed
                ? new SubscribeThread(message.conversation(), message.id(), message.seq())
                : new UnsubscribeThread(message.conversation(), message.id(), message.seq());
        var _ = writes.append(call, message, body, mark -> Objects.equals(mark.isSubscribed(), isSubscribed));
        return Reply.empty(NO_CONTENT);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.MESSAGE_NOT_FOUND, ErrorCode.NOT_A_MEMBER);
    }
}
