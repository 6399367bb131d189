package dev.parley.bench.chat;

/** A user's connection, or the next one after it was lost. */
public interface ChatSession {
    /** Sends on the present connection, from any thread, without waiting; without a connection the message is lost. */
    void send(ChatMessage message);

    void leave();
}
