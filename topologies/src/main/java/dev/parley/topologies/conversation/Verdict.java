package dev.parley.topologies.conversation;

import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a handler says to an action. */
public sealed interface Verdict {
    /** These events happen, in this order. */
    record Accepted(List<EventDraft> events) implements Verdict {
        public static Accepted one(EventDraft event) {
            return new Accepted(List.of(event));
        }
    }

    /** It is as was asked already: nothing happens, and the client is told that it is so. */
    record Unchanged() implements Verdict {}

    /**
     * The action's message is sent later; until then nothing happens.
     *
     * @param due when, in milliseconds of partition time
     */
    record Scheduled(long due) implements Verdict {}

    /** A scheduled message, which waits, is not sent. */
    record Cancelled(String scheduledId) implements Verdict {}

    /**
     * Nothing happens.
     *
     * @param retryAfterMs when the same may be asked anew; null where that is not known
     */
    record Rejected(ErrorCode error, @Nullable Long retryAfterMs) implements Verdict {
        public Rejected(ErrorCode error) {
            this(error, null);
        }
    }

    /** A moderator or an engine decides later. */
    record Held() implements Verdict {}
}
