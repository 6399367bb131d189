package dev.parley.wsfanout.stream;

/** A conversation of one tenant. Two tenants may use the same name; they never meet. */
public record ConversationKey(String tenant, String conversation) {
    /** Whether it is one of two users, who are in its name. */
    public boolean isDirect() {
        return conversation.startsWith("d:");
    }
}
