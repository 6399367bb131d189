package dev.parley.testkit.model.inbox;

/** How far a present member has got, as the others see it; seqs. */
public record ReceiptSight(String user, long deliveredUpTo, long readUpTo) {}
