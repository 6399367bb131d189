package dev.parley.ingress.conversations;

import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.readmodel.read.InboxStore;
import dev.parley.readmodel.read.InboxStore.Entry;
import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/conversations/{conversation}}: as the caller has it, a present or former member. */
public record ReadConversation(InboxStore inbox, ConversationAccess access) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        return ConversationViews.reply(find(call, call.seq("atLeastSeq")));
    }

    @Override
    public Set<ErrorCode> problems() {
        return ConversationAccess.PROBLEMS;
    }

    /** @throws RefusedException the caller is no member, or there is no such conversation, or the store is behind */
    Entry find(Call call, long atLeastSeq) {
        var _ = access.open(call.caller(), ConversationAccess.parse(call.part("conversation")), atLeastSeq);
        return look(call).orElseThrow(() -> new RefusedException(ErrorCode.CONVERSATION_NOT_FOUND));
    }

    /** As the store has it now. */
    Optional<Entry> look(Call call) {
        return inbox.find(call.tenant(), call.actor(), List.of(call.part("conversation"))).stream()
                .findFirst();
    }
}
