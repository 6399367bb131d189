package dev.parley.topologies.conversation.bans;

import dev.parley.topologies.conversation.Members;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When bans and mutes end, as the state keeps it. */
final class EndTime {
    private EndTime() {}

    /** In milliseconds of partition time. */
    static long of(@Nullable Instant until) {
        return until == null ? Members.NO_END : until.toEpochMilli();
    }
}
