package dev.parley.wsfanout.stream;

/** A conversation of one tenant. Two tenants may use the same name; they never meet. */
public record ConversationKey(String tenant, String conversation) {}
