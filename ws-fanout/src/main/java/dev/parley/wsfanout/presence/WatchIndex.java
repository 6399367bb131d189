package dev.parley.wsfanout.presence;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is watched by whom: about 50 bytes a watch, and 200 a watched user. Changed by the signals' thread only; any thread may ask
 * whether somebody is watched.
 */
final class WatchIndex {
    private final ConcurrentHashMap<UserKey, WatchedUser> users = new ConcurrentHashMap<>();
    private int watches;

    private record UserKey(String tenant, String user) {}

    /** How many there are. */
    int watches() {
        return watches;
    }

    @Nullable
    WatchedUser find(String tenant, String user) {
        return users.get(new UserKey(tenant, user));
    }

    /** To watch twice is to watch once. */
    WatchedUser watch(String tenant, String user, WatchList list) {
        var watched =
                users.computeIfAbsent(new UserKey(tenant, user), key -> new WatchedUser(key.tenant(), key.user()));
        if (watched.watchers().add(list)) {
            watches++;
        }
        return watched;
    }

    void unwatch(WatchedUser watched, WatchList list) {
        if (watched.watchers().remove(list)) {
            watches--;
        }
        if (watched.watchers().isEmpty()) {
            users.remove(new UserKey(watched.tenant(), watched.user()));
        }
    }
}
