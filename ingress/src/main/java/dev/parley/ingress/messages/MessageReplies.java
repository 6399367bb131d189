package dev.parley.ingress.messages;

import dev.parley.edge.api.MessageView;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.http.PercentCoding;
import dev.parley.ingress.http.Reply;

/** How commands on messages are answered. */
final class MessageReplies {
    private MessageReplies() {}

    /** 201 with the message, which {@code Location} names. */
    static Reply created(Written written) {
        var message = MessageView.of(written.event());
        var location = "/v1/messages/" + message.id() + "?conversation=" + PercentCoding.encode(message.conversation());
        return Reply.json(201, message.toJson())
                .withVersion(message.version(), message.seq())
                .with("Location", location);
    }
}
