package dev.parley.wsfanout.presence;

import java.util.HashSet;
import java.util.Set;

/** A user whom sockets of this node watch, one object each. For the signals' thread only. */
final class WatchedUser {
    private final String tenant;
    private final String user;
    private final Set<WatchList> watchers = HashSet.newHashSet(1);

    WatchedUser(String tenant, String user) {
        this.tenant = tenant;
        this.user = user;
    }

    String tenant() {
        return tenant;
    }

    String user() {
        return user;
    }

    Set<WatchList> watchers() {
        return watchers;
    }
}
