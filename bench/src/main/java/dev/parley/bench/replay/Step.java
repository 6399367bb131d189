package dev.parley.bench.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a user does.
 *
 * @param id the idempotency key, the same in every attempt of every process that plays this run
 * @param chatTime when it was done, in milliseconds of chat time from the first line
 */
record Step(String id, String user, long chatTime, Act act) {
    /** What is done. */
    sealed interface Act {
        /** The user is created. */
        record Appear(String name) implements Act {}

        /** The user begins the group. */
        record GroupCreation() implements Act {}

        record Join() implements Act {}

        record Leave() implements Act {}

        /** A new display name. */
        record Rename(String name) implements Act {}

        record Say(String text, Links links) implements Act {}
    }

    /**
     * What a message belongs to.
     *
     * @param replyTo id of the step that said what this answers
     * @param parent id of the step that said what the thread began with, which is the end of the chain of answers
     * @param mentions users whom it names
     */
    record Links(@Nullable String replyTo, @Nullable String parent, List<String> mentions) {}

    /** What is said; null where nothing is. */
    @Nullable
    String text() {
        return act instanceof Act.Say(var text, var _) ? text : null;
    }

    /** Whether it is an action in the conversation, and so has a place in its log. */
    boolean isInConversation() {
        return switch (act) {
            case Act.GroupCreation _, Act.Join _, Act.Leave _, Act.Say _ -> true;
            case Act.Appear _, Act.Rename _ -> false;
        };
    }
}
