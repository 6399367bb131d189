package dev.parley.readmodel.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who reacts to what. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}. */
public interface ReactionStore {
    /** @param seq of the event that added it */
    record StoredReaction(String emoji, String user, Instant at, long seq) {}

    /**
     * The reactions to a message, newest first.
     *
     * @param messageSeq seq of the event that created the message
     * @param emoji only this one; null = all
     * @param beforeSeq only those with a lower seq; {@code Long.MAX_VALUE} = from the newest on
     */
    List<StoredReaction> of(
            String tenant, String conversation, long messageSeq, @Nullable String emoji, long beforeSeq, int limit);
}
