package dev.parley.edge.command;

import dev.parley.edge.api.ConversationId;

/** Whom a message is for, as the client said it. */
sealed interface Receiver {
    record ToUser(String user) implements Receiver {}

    record ToGroup(String group) implements Receiver {}

    /** A conversation that the client already knows. */
    record ToConversation(ConversationId conversation) implements Receiver {}

    /** The conversation of the message whose thread it is for. */
    record ToThread(MessageAddress parent) implements Receiver {}
}
