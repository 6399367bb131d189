package dev.parley.ingress.conversations;

import dev.parley.edge.api.MessageJson;
import dev.parley.edge.api.Problem;
import dev.parley.ingress.conversations.LatestPage.Item;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.messages.OwnViews;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.Page;
import dev.parley.ingress.reads.Visibility.Allowed;
import dev.parley.readmodel.read.MarkStore.PageMarks;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /v1/conversations/{conversation}/messages}: newest first, or with {@code after} oldest first. The latest page comes from a
 * cache; who may read it, and what the caller set on its messages, never does.
 */
public record ListMessages(MessageStore messages, LatestPages latest, OwnViews own, ConversationAccess access)
        implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var isAfter = call.query().containsKey("after");
        if (isAfter && call.query().containsKey("before")) {
            throw new RefusedException(Problem.at("after", ErrorCode.FIELD_INVALID, "Send before or after, not both."));
        }
        var conversation = ConversationAccess.parse(call.part("conversation")).value();
        var limit = Page.limit(call);
        var after = call.seq("after");
        var before = call.query().containsKey("before") ? call.seq("before") : Long.MAX_VALUE;
        var allowed = access.open(call.caller(), ConversationAccess.parse(conversation), call.seq("atLeastSeq"));
        if (isAfter) {
            var from = Math.max(after, allowed.sinceSeq());
            return stored(call, allowed, limit, store(call).after(call.tenant(), conversation, from, limit + 1));
        }
        var cached = before == Long.MAX_VALUE ? latest(call, conversation, allowed, limit) : Optional.<Reply>empty();
        return cached.orElseGet(() -> {
            var from = Math.min(before, allowed.upToSeq() + 1);
            return stored(call, allowed, limit, store(call).before(call.tenant(), conversation, from, limit + 1));
        });
    }

    @Override
    public Set<ErrorCode> problems() {
        return ConversationAccess.PROBLEMS;
    }

    /** Empty where the page is not the one that all present members see. */
    private Optional<Reply> latest(Call call, String conversation, Allowed allowed, int limit) {
        if (!allowed.isOpen() || limit > Page.DEFAULT_LIMIT) {
            return Optional.empty();
        }
        return latest.find(call.tenant(), conversation, allowed.headSeq()).flatMap(page -> {
            var shown = page.messages().stream()
                    .filter(item -> allowed.covers(item.seq()))
                    .limit(limit + 1L)
                    .toList();
            var marks = marksOn(call, conversation, shown);
            // In the place of a hidden message the page has an older one.
            return marks.hidden().isEmpty() ? Optional.of(reply(shown, marks, limit)) : Optional.empty();
        });
    }

    private PageMarks marksOn(Call call, String conversation, List<Item> shown) {
        return shown.isEmpty()
                ? PageMarks.NONE
                : own.marksBetween(
                        call.caller(),
                        conversation,
                        shown.getLast().seq(),
                        shown.getFirst().seq());
    }

    private static Reply reply(List<Item> shown, PageMarks marks, int limit) {
        return Page.bySeq(
                shown,
                limit,
                item -> MessageJson.marked(item.json(), OwnViews.markOf(marks.saved(), item.seq())),
                Item::seq);
    }

    private MessageStore store(Call call) {
        return messages.seenBy(call.caller().actor().orElse(null));
    }

    private Reply stored(Call call, Allowed allowed, int limit, List<StoredMessage> found) {
        var covered =
                found.stream().filter(message -> allowed.covers(message.seq())).toList();
        return Page.bySeq(covered, limit, own.of(call.caller(), covered), StoredMessage::seq);
    }
}
