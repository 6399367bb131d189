package dev.parley.ingress.conversations;

import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.messages.MessageViews;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import java.util.Objects;

/** {@code GET /v1/conversations/{conversation}/pins}: the pinned messages that stand, the newest pin first. */
public record ListPins(MessageStore store, ConversationAccess access) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var conversation = ConversationAccess.parse(call.part("conversation"));
        var limit = Page.limit(call);
        var before = Page.beforeSeq(call);
        var allowed = access.open(call.caller(), conversation, call.seq("atLeastSeq"));
        // A message is older than its pin, so the bound of what a former member may read holds for both.
        var pinned = store.seenBy(call.caller().actor().orElse(null))
                .pinned(call.tenant(), conversation.value(), Math.min(before, allowed.upToSeq() + 1), limit + 1);
        // All pins of a former group of the same id are older than those of this one.
        var found =
                pinned.stream().filter(message -> allowed.covers(message.seq())).toList();
        return Page.byId(found, limit, message -> MessageViews.of(message).toJson(), ListPins::cursor);
    }

    private static String cursor(StoredMessage message) {
        return Long.toString(Objects.requireNonNull(message.pinned(), "It is listed as pinned.")
                .seq());
    }
}
