package dev.parley.testkit.model.inbox;

/** How far a member has got; seqs. */
public record MarkerSight(long readUpTo, long deliveredUpTo, boolean isMarkedUnread) {}
