package dev.parley.client;

/** How far a user says that it has got in a conversation. Seqs; they only ever raise its marker. */
public sealed interface Receipt {
    record Read(long upTo) implements Receipt {}

    record Delivered(long upTo) implements Receipt {}
}
