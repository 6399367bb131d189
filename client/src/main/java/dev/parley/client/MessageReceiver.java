package dev.parley.client;

/** Whom a message is for. */
public sealed interface MessageReceiver {
    record User(String id) implements MessageReceiver {}

    record Group(String id) implements MessageReceiver {}
}
