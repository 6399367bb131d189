package dev.parley.ingress.messages;

import dev.parley.edge.api.MessageView;
import dev.parley.edge.api.MessageView.Content;
import dev.parley.edge.api.MessageView.ThreadCounts;
import dev.parley.edge.api.MessageView.Words;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.MessageStore.StoredThread;
import org.jspecify.annotations.Nullable;

/** Messages as answers show them. */
public final class MessageViews {
    private MessageViews() {}

    public static MessageView of(StoredMessage message) {
        var words = new Words(
                message.text(), message.dataJson(), message.mentions(), message.tags(), message.metadataJson());
        return new MessageView(
                message.id(),
                message.conversation(),
                message.seq(),
                message.messageNo(),
                message.sender(),
                message.at(),
                new Content(message.kind(), words, message.parentId(), message.replyToId()),
                message.clientMsgId(),
                message.editedAt(),
                message.deletedAt(),
                message.version(),
                threadOf(message.thread()));
    }

    private static @Nullable ThreadCounts threadOf(@Nullable StoredThread thread) {
        return thread == null ? null : new ThreadCounts(thread.replies(), thread.lastReplyAt(), thread.lastReplySeq());
    }
}
