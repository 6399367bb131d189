package dev.parley.edge.restrictions;

/** A user of a conversation is restricted otherwise than before. */
public record RestrictionChange(String tenant, String conversation, String user) {}
