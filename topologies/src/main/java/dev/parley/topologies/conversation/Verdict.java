package dev.parley.topologies.conversation;

import dev.parley.schemas.MessageContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule says to an action. */
sealed interface Verdict {
    /** It happens: these events, in this order. */
    record Happens(List<Draft> events) implements Verdict {
        static Happens one(Object body) {
            return new Happens(List.of(new Draft(body, null)));
        }
    }

    /** It does not happen. */
    record Refused(ConversationRefusal refusal) implements Verdict {}

    /** An event that has no number yet: one of the bodies of the schema, and what was written. */
    record Draft(Object body, @Nullable MessageContent content) {}
}
