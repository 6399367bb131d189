package dev.parley.edge.log;

/** Where the outcomes of this node's actions come from. In production: the tail of {@code outcomes}. */
public interface OutcomeSource {
    /** Takes one outcome; called on the source's thread, must not block. A repeat does no harm. */
    interface Listener {
        void onOutcome(long correlation, Answer answer);
    }

    /** Hands over every outcome from now on. To be called once, before the source is started. */
    void follow(Listener listener);
}
