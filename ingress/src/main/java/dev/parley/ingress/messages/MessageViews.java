package dev.parley.ingress.messages;

import dev.parley.edge.api.MessageView;
import dev.parley.edge.api.MessageView.Content;
import dev.parley.edge.api.MessageView.Pin;
import dev.parley.edge.api.MessageView.Reaction;
import dev.parley.edge.api.MessageView.ThreadCounts;
import dev.parley.edge.api.MessageView.Words;
import dev.parley.ingress.http.Reply;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.MessageStore.StoredThread;
import org.jspecify.annotations.Nullable;

/** Messages as answers show them. */
public final class MessageViews {
    private MessageViews() {}

    public static MessageView of(StoredMessage message) {
        var words = new Words(
                message.text(),
                message.dataJson(),
                message.mentions(),
                message.tags(),
                message.metadataJson(),
                message.attachments());
        return new MessageView(
                message.id(),
                message.conversation(),
                message.seq(),
                message.messageNo(),
                message.sender(),
                message.at(),
                new Content(message.kind(), words, message.parentId(), message.replyToId(), message.expiresAt()),
                message.clientMsgId(),
                message.editedAt(),
                message.deletedAt(),
                message.version(),
                message.reactions().stream()
                        .map(reaction -> new Reaction(reaction.emoji(), reaction.count()))
                        .toList(),
                pinOf(message),
                threadOf(message.thread()));
    }

    /** 200 with a message as it is now. Its ETag begins with the version, and changes with reactions and pins, too. */
    static Reply reply(StoredMessage message) {
        return Reply.json(200, of(message).toJson()).withVersion(message.version(), message.changedSeq());
    }

    private static @Nullable Pin pinOf(StoredMessage message) {
        var pinned = message.pinned();
        return pinned == null ? null : new Pin(pinned.by(), pinned.at());
    }

    private static @Nullable ThreadCounts threadOf(@Nullable StoredThread thread) {
        return thread == null ? null : new ThreadCounts(thread.replies(), thread.lastReplyAt(), thread.lastReplySeq());
    }
}
