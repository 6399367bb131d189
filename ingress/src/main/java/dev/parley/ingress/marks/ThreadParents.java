package dev.parley.ingress.marks;

import dev.parley.edge.api.Problem;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.messages.ReadMessage;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.schemas.errors.ErrorCode;

/** The messages that threads belong to. */
final class ThreadParents {
    private ThreadParents() {}

    /**
     * The message of the call.
     *
     * @throws RefusedException it is a reply, or {@link ReadMessage#find} refuses it
     */
    static StoredMessage find(ReadMessage messages, Call call) {
        var message = messages.find(call);
        if (message.parentId() != null) {
            throw new RefusedException(Problem.at(
                    "messageId",
                    ErrorCode.FIELD_INVALID,
                    "This message is a reply; use its parentId, the thread's first message."));
        }
        return message;
    }
}
