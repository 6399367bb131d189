package dev.parley.client.ledger;

/**
 * One thing that is wrong.
 *
 * @param place the reader, {@code store} or {@code sender}
 * @param detail ids and seqs, for people
 */
public record Fault(FaultKind kind, String place, String detail) {}
