package dev.parley.edge.command;

import dev.parley.edge.api.ConversationId;

/** Whom a message is for, as the client said it. */
sealed interface Receiver {
    record ToUser(String user) implements Receiver {}

    record ToGroup(String group) implements Receiver {}

    /** A conversation that the client already knows. */
    record ToConversation(ConversationId conversation) implements Receiver {}
}
