package dev.parley.topologies.streams;

/** A record from a topic: readable, or why not. */
sealed interface Inbound<T> {
    record Understood<T>(T value) implements Inbound<T> {}

    /** Bytes that are no such record, now and for ever. */
    record Unreadable<T>(String cause, String detail) implements Inbound<T> {}
}
