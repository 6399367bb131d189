package dev.parley.ingress.messages;

import dev.parley.edge.api.OwnMark;
import dev.parley.edge.identity.Caller;
import dev.parley.ingress.http.Reply;
import dev.parley.readmodel.read.MarkStore;
import dev.parley.readmodel.read.MarkStore.StoredMark;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Messages as one caller sees them, with what the caller set on them. A server that acts for no user sees them as they are. */
public record OwnViews(MarkStore marks) {
    /** What the caller set on a message. */
    public Optional<StoredMark> markOf(Caller caller, StoredMessage message) {
        return caller.actor().flatMap(user -> marks.find(caller.tenant(), user, message.conversation(), message.seq()));
    }

    /** Writes the messages of a page, all of one conversation; one look at the store for all of them. */
    public Function<StoredMessage, byte[]> of(Caller caller, List<StoredMessage> page) {
        var seqs = page.stream().mapToLong(StoredMessage::seq).summaryStatistics();
        if (caller.actor().isEmpty() || page.isEmpty()) {
            return message -> MessageViews.of(message).toJson();
        }
        var conversation = page.getFirst().conversation();
        var saved =
                marks.savedBetween(caller.tenant(), caller.actor().get(), conversation, seqs.getMin(), seqs.getMax());
        return message -> MessageViews.of(message).toJson(saved.contains(message.seq()) ? OwnMark.SAVED : OwnMark.NONE);
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
