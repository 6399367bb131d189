package dev.parley.ingress.messages;

import dev.parley.edge.api.MessageView;
import dev.parley.edge.api.MessageView.Content;
import dev.parley.edge.api.MessageView.Words;
import dev.parley.readmodel.read.MessageStore.StoredMessage;

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
                new Content(message.kind(), words, message.parentId(), message.replyToId(), message.expiresAt()),
                message.clientMsgId(),
                message.editedAt(),
                message.deletedAt(),
                message.version());
    }
}
