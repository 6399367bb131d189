package dev.parley.readmodel.read;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are sent later, and what became of them. All calls block and may throw {@link
 * dev.parley.readmodel.StoreUnavailableException}.
 */
public interface ScheduledStore {
    /**
     * A scheduled message.
     *
     * @param orderKey its place in a page
     * @param bytes the record as in the topic {@code scheduled}
     */
    record StoredScheduled(String id, String conversation, String orderKey, byte[] bytes) {}

    Optional<StoredScheduled> find(String tenant, String user, String id);

    /**
     * Those of a user in one state, soonest first.
     *
     * @param state lower case: {@code waiting}, …
     * @param afterKey only what follows this key; null = from the first
     */
    List<StoredScheduled> page(String tenant, String user, String state, @Nullable String afterKey, int limit);
}
