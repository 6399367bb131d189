package dev.parley.topologies.conversation;

/**
 * A handler whose one event depends on nothing but the action and its time: it is never stored a second time, but made again from
 * the retry of its action.
 */
public interface Replayable<B> extends ActionHandler<B> {
    EventDraft event(DecisionContext context, B body);
}
