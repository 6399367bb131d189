package dev.parley.ingress.messages;

import dev.parley.edge.api.OwnMark;
import dev.parley.edge.identity.Caller;
import dev.parley.ingress.http.Reply;
import dev.parley.readmodel.read.MarkStore;
import dev.parley.readmodel.read.MarkStore.PageMarks;
import dev.parley.readmodel.read.MarkStore.StoredMark;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Messages as one caller sees them, with what the caller set on them. A server that acts for no user sees them as they are. */
public record OwnViews(MarkStore marks) {
    /** What the caller set on a message. */
    public Optional<StoredMark> markOf(Caller caller, StoredMessage message) {
        return caller.actor().flatMap(user -> marks.find(caller.tenant(), user, message.conversation(), message.seq()));
    }

    /** Writes the messages of a page, all of one conversation; one look at the store for all of them. */
    public Function<StoredMessage, byte[]> of(Caller caller, List<StoredMessage> page) {
        if (page.isEmpty()) {
            return message -> MessageViews.of(message).toJson();
        }
        var seqs = page.stream().mapToLong(StoredMessage::seq).summaryStatistics();
        var saved = marksBetween(caller, page.getFirst().conversation(), seqs.getMin(), seqs.getMax())
                .saved();
        return message -> MessageViews.of(message).toJson(markOf(saved, message.seq()));
    }

    /** What the caller set on the messages of a page, both ends included; one look at the store. */
    public PageMarks marksBetween(Caller caller, String conversation, long fromSeq, long toSeq) {
        return caller.actor()
                .map(user -> marks.between(caller.tenant(), user, conversation, fromSeq, toSeq))
                .orElse(PageMarks.NONE);
    }

    /** How a message is shown that is not hidden. */
    public static OwnMark markOf(Set<Long> saved, long seq) {
        return saved.contains(seq) ? OwnMark.SAVED : OwnMark.NONE;
    }

    /** 200 with a message that the caller has not deleted for themself. */
    public static Reply reply(StoredMessage message, Optional<StoredMark> mark) {
        var own = mark.filter(StoredMark::isSaved).isPresent() ? OwnMark.SAVED : OwnMark.NONE;
        var reply = Reply.json(200, MessageViews.of(message).toJson(own));
        // Both only grow, so the sum tells every change apart.
        return reply.withVersion(
                message.version(),
                message.changedSeq() + mark.map(StoredMark::version).orElse(0L));
    }
}
