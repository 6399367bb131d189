package dev.parley.readmodel.read;

import dev.parley.schemas.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation has to know of a message that it no longer remembers. All calls block and may throw {@link
 * dev.parley.readmodel.StoreUnavailableException}.
 */
public interface TargetStore {
    /** A message, deleted ones included, and the conversation that it is in. */
    record Located(String conversation, Target target) {}

    /**
     * Reads a message's facts in one statement; empty where it is not stored.
     *
     * @param user whose reaction is looked up
     * @param emoji of that reaction; null where none is looked up
     */
    Optional<Located> find(String tenant, String messageId, @Nullable String user, @Nullable String emoji);
}
