package dev.parley.bench.chat;

import java.util.List;
import java.util.function.Consumer;

/**
 * A chat platform as its clients see it, so that the same run measures any of them. Everything but a session's
 * {@code send} blocks until it is done: for virtual threads.
 */
public interface Chat extends AutoCloseable {
    Promises promises();

    /** Users that were not there before; those of this name are not an error. */
    void createUsers(List<String> users);

    /**
     * Creates a group. Does nothing where groups need no creation.
     *
     * @param id names the action, where the platform logs it
     * @return the seq of its last event; 0 where there are no seqs
     */
    default long createGroup(String group, String owner, String id) {
        return 0;
    }

    /** Makes a user a member for good; the same parameters and result. */
    default long join(String group, String user, String id) {
        return 0;
    }

    /** Connects a user, and returns when everything sent from now on will reach the listener. */
    ChatSession connect(ChatUser seat, ChatListener listener);

    /**
     * Reads the stored log of a conversation back, oldest first. Only where the platform {@linkplain Promises#stores() stores}.
     *
     * @param member who reads
     * @param head the seq up to which it must be there; 0 where there are no seqs
     */
    void readStored(String conversation, String member, long head, Consumer<Delivery> reader);

    @Override
    void close();
}
