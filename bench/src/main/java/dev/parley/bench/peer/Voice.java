package dev.parley.bench.peer;

import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.chat.Delivery;
import java.util.function.Consumer;

/** One user's talk with a peer. All but {@code say} and {@code readStored} is called on the socket's thread. */
public interface Voice {
    /** Says who this is. The voice tells its line when it is ready, or that it cannot be. */
    void greet();

    /** A message of the socket; the bytes are valid during the call only. */
    void heard(byte[] bytes, int offset, int length, long receivedAt);

    /** Says something, from any thread. */
    void say(ChatMessage message);

    /** Reads what is stored of a conversation, and returns when all of it is read. */
    default void readStored(String conversation, Consumer<Delivery> reader) {
        throw new IllegalStateException("This peer stores nothing.");
    }
}
