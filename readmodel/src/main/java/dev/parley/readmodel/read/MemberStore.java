package dev.parley.readmodel.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who belongs to a group now. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}. */
public interface MemberStore {
    /**
     * A member.
     *
     * @param role lower case
     * @param joinedAt null where it was not stored yet when they came
     * @param mutedUntil the end of 9999 = no end; null = may write
     */
    record StoredMember(
            String user,
            String role,
            @Nullable Instant joinedAt,
            @Nullable Instant mutedUntil) {}

    /**
     * Which members of a group.
     *
     * @param role lower case; null = any
     * @param beginning of the user's id, or in any case of letters of the name; null = any
     */
    record MemberQuery(
            String tenant,
            String conversation,
            @Nullable String role,
            @Nullable String beginning) {}

    /**
     * Members with an id above {@code afterId} in byte order; null = from the first.
     *
     * @param now mutes that end by then are over
     */
    List<StoredMember> page(MemberQuery query, Instant now, @Nullable String afterId, int limit);
}
