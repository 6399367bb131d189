package dev.parley.client;

/** What a user does with a message that is there. Each is an action of its own, with an id of its own. */
public sealed interface MessageChange {
    /** Of the user's own message. */
    record Edit(String text) implements MessageChange {}

    record Delete() implements MessageChange {}

    /** @param isOn whether the reaction is added or taken back */
    record React(String emoji, boolean isOn) implements MessageChange {}

    /** @param isOn whether the message is pinned or is no longer */
    record Pin(boolean isOn) implements MessageChange {}
}
