package dev.parley.wsfanout.stream;

import dev.parley.schemas.content.DirectConversations;

/** A conversation of one tenant. Two tenants may use the same name; they never meet. */
public record ConversationKey(String tenant, String conversation) {
    /** Whether it is one of two users, who are in its name. */
    public boolean isDirect() {
        return DirectConversations.isDirect(conversation);
    }
}
