package dev.parley.wsfanout.stream;

import java.util.function.Consumer;

/**
 * Delivers events as soon as they are decided, committed or not: the one way by which a node receives events. In production:
 * the tail of the topic {@code events}.
 */
public interface EventFeed {
    /** Sets the receiver, once, before the feed starts. It is called on the feed's thread, in offset order of each partition. */
    void onEach(Consumer<EventRecord> receiver);

    /** Delivers no more, except what was read already. Nothing is lost. On the feed's thread only. */
    void pause();

    /** Continues after {@link #pause}. On the feed's thread only. */
    void resume();
}
