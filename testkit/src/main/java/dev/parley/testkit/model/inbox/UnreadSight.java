package dev.parley.testkit.model.inbox;

/** @param headSeq the last seq that was looked at */
public record UnreadSight(long messages, long mentions, long headSeq) {}
