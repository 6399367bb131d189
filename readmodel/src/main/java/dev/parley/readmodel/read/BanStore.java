package dev.parley.readmodel.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is kept out of groups. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}. */
public interface BanStore {
    /**
     * A ban.
     *
     * @param until null = no end
     * @param by null where the platform itself did it
     */
    record StoredBan(
            String user,
            @Nullable Instant until,
            @Nullable String reason,
            @Nullable String by,
            Instant at) {}

    /** Bans that hold at a time, of users with an id above {@code afterUser} in byte order; null = from the first. */
    List<StoredBan> page(String tenant, String group, Instant now, @Nullable String afterUser, int limit);
}
