package dev.parley.bench.chat;

/** Whom a message is for. */
public sealed interface Receiver {
    record User(String id) implements Receiver {}

    record Group(String id) implements Receiver {}
}
