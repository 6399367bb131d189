package dev.parley.ingress.messages;

import static dev.parley.ingress.http.RefusedException.valid;

import dev.parley.edge.api.MessageDrafts;
import dev.parley.edge.api.MessageView;
import dev.parley.edge.api.Problem;
import dev.parley.edge.api.SendMessage;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.PercentCoding;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.writes.ConversationWrites;
import dev.parley.ingress.writes.ConversationWrites.Written;

/** {@code POST /v1/messages}. */
public record PostMessage(MessageDrafts drafts, ConversationWrites writes) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var message = valid(SendMessage.parse(call.json(), true));
        var draft = valid(drafts.draft(call.caller(), message, actionId(call, message)));
        return writes.append(draft, PostMessage::created);
    }

    /** A client may name its message in the header or, as on a socket, in the body. */
    private static String actionId(Call call, SendMessage message) {
        var inHeader = call.idempotencyKey();
        var inBody = message.clientMsgId();
        if (inBody == null) {
            return call.actionId();
        }
        if (inHeader != null && !inHeader.equals(inBody)) {
            throw new RefusedException(Problem.at(
                    "clientMsgId", "field-invalid", "clientMsgId and Idempotency-Key differ; give one of them."));
        }
        return inBody;
    }

    private static Reply created(Written written) {
        var message = MessageView.of(written.event());
        var location = "/v1/messages/" + message.id() + "?conversation=" + PercentCoding.encode(message.conversation());
        return Reply.json(201, message.toJson()).withVersion(message.version()).with("Location", location);
    }
}
