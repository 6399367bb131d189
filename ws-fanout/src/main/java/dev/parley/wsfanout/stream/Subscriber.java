package dev.parley.wsfanout.stream;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session as the stream sees it: whose it is, and where its frames go. Never blocks but where it says so. */
public interface Subscriber {
    String tenant();

    String user();

    /** Whether anything can still be sent. */
    boolean isOpen();

    /** Sends an event's frame, after everything that was sent before. */
    void deliver(byte[] frame);

    /** Sends what may be lost, as the client knows: it is not sent where the client reads too slowly. */
    void signal(byte[] frame);

    /** From now on it is live. On the tail's thread. */
    void joined();

    /** Sends an event, or says that it cannot be shown: the client must know that there was something. */
    default void show(String conversation, long seq, byte @Nullable [] frame) {
        if (frame == null) {
            resync(conversation, ResyncReason.HISTORY_GONE, seq);
        } else {
            deliver(frame);
        }
    }

    /** Whether there is room for a good many frames. */
    boolean hasRoom();

    /** Blocks until there is room; false when the session ended instead. For virtual threads. */
    boolean awaitRoom();

    /** The conversations that it is in, with the stored head of each: what follows begins there. */
    void welcome(Map<String, Long> conversations);

    /** Everything up to here was sent. */
    void caughtUp(String conversation, long seq);

    /** Something cannot be delivered as promised: where the session stands now. */
    void resync(String conversation, ResyncReason reason, long seq);

    /** Something went wrong that may have cost it an event: it must end, and resume. */
    void fail();

    /** The client named a conversation that the user never belonged to. Says nothing about whether it exists. */
    void notAMember(String conversation);
}
