package dev.parley.ingress.messages;

import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.readmodel.read.MessageStore.StoredMessage;

/** {@code GET /v1/messages/{messageId}/thread}: the replies by seq, for those who may read the message; deleted ones as tombstones. */
public record ListThread(ReadMessage messages, MessageStore store, OwnViews own, ConversationAccess access)
        implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var after = call.seq("after");
        var parent = messages.find(call);
        var conversation = ConversationAccess.parse(parent.conversation());
        var allowed = access.open(call.caller(), conversation, call.seq("atLeastSeq"));
        var seen = store.seenBy(call.caller().actor().orElse(null));
        var found = seen.replies(call.tenant(), parent.conversation(), parent.id(), after, limit + 1).stream()
                .filter(reply -> allowed.covers(reply.seq()))
                .toList();
        return Page.bySeq(found, limit, own.of(call.caller(), found), StoredMessage::seq);
    }
}
