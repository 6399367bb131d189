package dev.parley.ingress.sessions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.schemas.Session;
import java.time.Duration;
import java.util.Optional;

/** The last session that this node opened for each user in the last minutes: no list without it is shown. Safe for many threads. */
final class RecentSessions {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 100_000;

    private final Cache<Key, Opened> opened =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    private record Key(String tenant, String user) {}

    private record Opened(String id, long version) {}

    void opened(Session session) {
        var key = new Key(session.getTenant(), session.getUser());
        opened.asMap()
                .merge(
                        key,
                        new Opened(session.getId(), session.getVersion()),
                        (known, news) -> news.version() > known.version() ? news : known);
    }

    /** The id of the last one. */
    Optional<String> last(String tenant, String user) {
        return Optional.ofNullable(opened.getIfPresent(new Key(tenant, user))).map(Opened::id);
    }
}
