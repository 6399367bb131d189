package dev.parley.topologies.conversation;

/**
 * A handler whose first event can depend on nothing but the action and its time: it is then never stored a second time, but made
 * again from the retry of its action.
 */
public interface Replayable<B> extends ActionHandler<B> {
    /** Whether it does, with this body; where it does not, its event is stored. */
    boolean isReplayable(B body);

    /** The event as the action and its time alone make it. */
    EventDraft event(DecisionContext context, B body);
}
