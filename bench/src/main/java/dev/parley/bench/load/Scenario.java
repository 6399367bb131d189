package dev.parley.bench.load;

import dev.parley.client.MessageReceiver;
import java.util.List;
import java.util.Map;

/** Who speaks with whom. */
interface Scenario {
    String name();

    /** What is special about it, for the report. */
    Map<String, Object> settings();

    /** Makes the users and what they need, and connects them; returns when all are there. */
    void prepare(Stage stage);

    /** Who says the n-th message to whom. */
    Turn turn(long number);

    /** Sockets at which a message's latency counts. */
    int receivers();

    /** Whether all generators of a run speak and listen in the same conversation; otherwise each has its own. */
    default boolean isShared() {
        return false;
    }

    /** The head of that conversation, once it is set up. */
    default long head() {
        return 0;
    }

    List<Participant> participants();

    /** A member of each conversation, by conversation. */
    Map<String, String> conversations();

    /** One message to be sent. */
    record Turn(Participant speaker, MessageReceiver receiver, String conversation) {}
}
