package dev.parley.ingress.marks;

import dev.parley.edge.api.OwnMark;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.messages.MessageViews;
import dev.parley.ingress.messages.ReadMessage;
import dev.parley.readmodel.read.MarkStore.StoredMark;
import dev.parley.schemas.HideMessage;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/**
 * {@code DELETE /v1/messages/{messageId}?for=me}: 200 with the message without its content. Afterwards it is gone for this user;
 * a repetition is answered alike.
 */
public record HideForMe(ReadMessage messages, MarkWrites writes) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        call.expectNothing();
        var message = messages.findAlsoHidden(call);
        var body = new HideMessage(message.conversation(), message.id(), message.seq());
        var _ = writes.append(call, message, body, StoredMark::isHidden);
        return Reply.json(200, MessageViews.of(message).toJson(OwnMark.HIDDEN));
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.MESSAGE_NOT_FOUND, ErrorCode.NOT_A_MEMBER);
    }
}
