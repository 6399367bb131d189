package dev.parley.wsfanout.presence;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom one socket watches, and those of them that changed and wait to be shown. Up to {@link #AT_ONCE} changes a second are shown at
 * once, more are gathered for {@link #GATHER}. For the signals' thread only; times are those of {@link System#nanoTime}.
 */
final class WatchList {
    static final int AT_ONCE = 10;
    static final Duration GATHER = Duration.ofSeconds(1);

    private final Watcher watcher;
    private Set<WatchedUser> listed = Set.of();
    private final Map<String, WatchedUser> open = new HashMap<>(2);
    private long windowBegan;
    private int inWindow = AT_ONCE;
    private @Nullable Set<WatchedUser> waiting;
    private long gatheringSince;
    private int gathered;

    WatchList(Watcher watcher, long now) {
        this.watcher = watcher;
        this.windowBegan = now - GATHER.toNanos();
    }

    Watcher watcher() {
        return watcher;
    }

    /** Those that the client named. */
    Set<WatchedUser> listed() {
        return listed;
    }

    /** @return those that were listed before */
    Set<WatchedUser> list(Collection<WatchedUser> users) {
        var before = listed;
        listed = Set.copyOf(users);
        return before;
    }

    /** The other one of each direct conversation that is open. */
    Map<String, WatchedUser> open() {
        return open;
    }

    boolean watches(WatchedUser user) {
        return listed.contains(user) || open.containsValue(user);
    }

    List<WatchedUser> all() {
        return Stream.concat(listed.stream(), open.values().stream()).distinct().toList();
    }

    boolean isOwn(WatchedUser user) {
        return watcher.user().equals(user.user());
    }

    /** Whether one more change may be shown now, instead of being gathered. Counts it. */
    boolean isAtOnce(long now) {
        if (waiting != null) {
            return false;
        }
        if (now - windowBegan >= GATHER.toNanos()) {
            windowBegan = now;
            inWindow = 0;
        }
        inWindow++;
        return inWindow <= AT_ONCE;
    }

    /**
     * A user has changed and is shown later.
     *
     * @return whether it is the first of those that wait
     */
    boolean gather(WatchedUser user, long now) {
        gathered++;
        if (waiting != null) {
            waiting.add(user);
            return false;
        }
        waiting = new LinkedHashSet<>(Set.of(user));
        gatheringSince = now;
        return true;
    }

    /** Whether some wait. */
    boolean isGathering() {
        return waiting != null;
    }

    boolean isDue(long now) {
        return waiting != null && now - gatheringSince >= GATHER.toNanos();
    }

    /** For how long those that wait were gathered. */
    Duration gatheredFor(long now) {
        return Duration.ofNanos(now - gatheringSince);
    }

    /** Takes those that wait, and are still watched. Where they were many, the next ones are gathered too. */
    List<WatchedUser> take(long now) {
        var taken = waiting == null
                ? List.<WatchedUser>of()
                : waiting.stream().filter(this::watches).toList();
        waiting = null;
        windowBegan = now;
        inWindow = gathered > AT_ONCE ? AT_ONCE : 0;
        gathered = 0;
        return taken;
    }
}
