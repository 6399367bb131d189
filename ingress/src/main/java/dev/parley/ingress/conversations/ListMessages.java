package dev.parley.ingress.conversations;

import dev.parley.edge.api.Problem;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.messages.OwnViews;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.Page;
import dev.parley.ingress.reads.Visibility.Allowed;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import java.util.Set;

/** {@code GET /v1/conversations/{conversation}/messages}: newest first, or with {@code after} oldest first. */
public record ListMessages(MessageStore messages, OwnViews own, ConversationAccess access) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var isAfter = call.query().containsKey("after");
        if (isAfter && call.query().containsKey("before")) {
            throw new RefusedException(Problem.at("after", ErrorCode.FIELD_INVALID, "Send before or after, not both."));
        }
        var conversation = ConversationAccess.parse(call.part("conversation"));
        var limit = Page.limit(call);
        var after = call.seq("after");
        var before = call.query().containsKey("before") ? call.seq("before") : Long.MAX_VALUE;
        var allowed = access.open(call.caller(), conversation, call.seq("atLeastSeq"));
        var store = messages.seenBy(call.caller().actor().orElse(null));
        var found = isAfter
                ? store.after(call.tenant(), conversation.value(), Math.max(after, allowed.sinceSeq()), limit + 1)
                : store.before(call.tenant(), conversation.value(), Math.min(before, allowed.upToSeq() + 1), limit + 1);
        var covered = covered(allowed, found);
        return Page.bySeq(covered, limit, own.of(call.caller(), covered), StoredMessage::seq);
    }

    @Override
    public Set<ErrorCode> problems() {
        return ConversationAccess.PROBLEMS;
    }

    private static List<StoredMessage> covered(Allowed allowed, List<StoredMessage> messages) {
        return messages.stream()
                .filter(message -> allowed.covers(message.seq()))
                .toList();
    }
}
