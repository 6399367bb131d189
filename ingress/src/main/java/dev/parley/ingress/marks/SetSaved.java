package dev.parley.ingress.marks;

import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.messages.OwnViews;
import dev.parley.ingress.messages.ReadMessage;
import dev.parley.schemas.SaveMessage;
import dev.parley.schemas.UnsaveMessage;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Optional;
import java.util.Set;

/** {@code PUT} and {@code DELETE /v1/messages/{messageId}/save}: 200 with the message. */
public record SetSaved(ReadMessage messages, MarkWrites writes, boolean isSaved) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        call.expectNothing();
        var message = messages.find(call);
        var body = isSaved
                ? new SaveMessage(message.conversation(), message.id(), message.seq())
                : new UnsaveMessage(message.conversation(), message.id(), message.seq());
        var mark = writes.append(call, message, body, it -> it.isSaved() == isSaved);
        return OwnViews.reply(message, Optional.of(mark));
    }

    @Override
    public Set<ErrorCode> problems() {
        return isSaved
                ? Set.of(ErrorCode.MESSAGE_NOT_FOUND, ErrorCode.NOT_A_MEMBER, ErrorCode.SAVED_LIMIT)
                : Set.of(ErrorCode.MESSAGE_NOT_FOUND, ErrorCode.NOT_A_MEMBER);
    }
}
