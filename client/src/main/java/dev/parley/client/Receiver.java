package dev.parley.client;

/** Whom a message is for. */
public sealed interface Receiver {
    record User(String id) implements Receiver {}

    record Group(String id) implements Receiver {}
}
