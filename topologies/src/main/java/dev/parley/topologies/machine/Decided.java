package dev.parley.topologies.machine;

import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a domain makes of a new action. */
public sealed interface Decided {
    /**
     * It happened.
     *
     * @param outputs the records of what happened, without the outcome
     * @param first the record that the client hears of: the first event, or the user; null where nothing had to change
     * @param isReplayable whether {@code first} can be made again from a retry and the numbers, so that it need not be stored
     * @param facts keys of the state that end by their own time, set or refreshed by this action
     */
    record Happened(
            List<Output> outputs, Numbers numbers, byte @Nullable [] first, boolean isReplayable, List<byte[]> facts)
            implements Decided {}

    /**
     * It did not happen. Remembered: a retry is refused alike.
     *
     * @param retryAfterMs when the same may be asked anew; null where that is not known
     */
    record Refused(ErrorCode error, @Nullable Long retryAfterMs) implements Decided {
        public Refused(ErrorCode error) {
            this(error, null);
        }
    }

    /** A moderator or an engine decides later. Remembered. */
    record Deferred(List<Output> outputs) implements Decided {}

    /** Seqs of the first and the last event (one less than the first where nothing happened), and the messages so far; of a user its version. */
    record Numbers(long firstSeq, long lastSeq, long messageNo) {}
}
