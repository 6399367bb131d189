package dev.parley.edge.log;

import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of an action, as the edge knows it. */
public sealed interface Answer {
    /**
     * It happened, and will never be different.
     *
     * @param firstSeq seq of the first event; for a user the version
     * @param lastSeq seq of the last event; one less than {@code firstSeq} where nothing had to change
     * @param record the first event as in {@code events} or the user as in {@code users}, wire format; of a message that is sent later
     *     the record as in {@code scheduled}; null where it must be read from the store
     */
    record Accepted(long firstSeq, long lastSeq, byte @Nullable [] record) implements Answer {
        /** Whether all was as asked before, so that there is no event. */
        public boolean isUnchanged() {
            return lastSeq < firstSeq;
        }
    }

    /**
     * Refused, and nothing happened. The code is stable.
     *
     * @param retryAfter when the same may be asked anew; null where that is not known
     */
    record Rejected(
            String code,
            String detail,
            @Nullable String field,
            @Nullable Duration retryAfter) implements Answer {
        public Rejected(String code, String detail, @Nullable String field) {
            this(code, detail, field, null);
        }
    }

    /** A moderator or an engine decides later. */
    record Held() implements Answer {}

    /**
     * It may have happened or not; a retry with the same action id can do no harm.
     *
     * @param code {@code LOG_UNAVAILABLE} (no answer in time, or the log did not accept it) or {@code TOO_BUSY} (nothing was sent)
     */
    record Unknown(ErrorCode code, String detail, Duration retryAfter) implements Answer {}
}
