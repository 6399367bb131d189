package dev.parley.ingress.reads;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.edge.identity.Caller;
import java.time.Duration;

/**
 * What this node wrote for whom in the last minutes: a caller who wrote to a conversation is never told that it is not there, or
 * that it is no member, by a store that does not have the write yet. Safe for many threads.
 */
public final class RecentWrites {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 200_000;
    private static final String SERVER = "";

    private final Cache<Key, Long> seqs =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    private record Key(String tenant, String actor, String conversation) {}

    /** @param seq of the last event that the actor caused */
    public void wrote(String tenant, String actor, String conversation, long seq) {
        seqs.asMap().merge(new Key(tenant, actor, conversation), seq, Math::max);
        seqs.asMap().merge(new Key(tenant, SERVER, conversation), seq, Math::max);
    }

    /** The highest seq of the caller's own writes; 0 where none is known. A server without an actor wrote all of its tenant's. */
    public long seqOf(Caller caller, String conversation) {
        var seq = seqs.getIfPresent(new Key(caller.tenant(), caller.actor().orElse(SERVER), conversation));
        return seq == null ? 0 : seq;
    }
}
