package dev.parley.wsfanout.presence;

import dev.parley.edge.presence.PresenceChange;
import dev.parley.edge.presence.PresenceTable;
import dev.parley.edge.presence.ShownPresence;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.wsfanout.metrics.PresenceMetrics;
import dev.parley.wsfanout.presence.PresenceFrames.Item;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows sockets the users that they watch. All of it is on the signals' thread, on which the table changes too: a user is watched first
 * and read then, so no change is lost in between. A client that is behind is shown a change once it has room, as it is then.
 */
public final class PresenceBoard {
    /** Watches of all sockets of a node: 25 MB, 120 where no two watch the same user. More are refused. */
    static final int MAX_WATCHES = 500_000;

    private static final int ITEMS_A_FRAME = 100;
    /** Sockets that are shown what was gathered, before the thread does something else. */
    private static final int LISTS_A_TURN = 200;

    private final PresenceTable table;
    private final RestrictionTable restrictions;
    private final LongSupplier nanoTime;
    private final PresenceMetrics metrics;
    private final WatchIndex index = new WatchIndex();
    private final Map<Watcher, WatchList> lists = new HashMap<>();
    /** Those of which some wait, the longest first. */
    private final ArrayDeque<WatchList> gathering = new ArrayDeque<>();
    /** Those that are to be shown everything anew. */
    private final Set<WatchList> untold = new LinkedHashSet<>();
    /** Those that were answered while the log was silent. */
    private final Set<WatchList> unsure = new LinkedHashSet<>();

    private final Outage outage = new Outage();

    /** @param nanoTime as {@link System#nanoTime} */
    public PresenceBoard(
            PresenceTable table, RestrictionTable restrictions, LongSupplier nanoTime, PresenceMetrics metrics) {
        this.table = table;
        this.restrictions = restrictions;
        this.nanoTime = nanoTime;
        this.metrics = metrics;
    }

    /** Whether a socket here watches a user. Any thread may ask. */
    public boolean isWatched(String tenant, String user) {
        return index.find(tenant, user) != null;
    }

    /** Replaces the list of a socket, and shows it all of them. False where the node has too many watches. */
    boolean watch(Watcher watcher, @Nullable String ref, Collection<String> users) {
        if (!watcher.isOpen()) {
            return true;
        }
        if (index.watches() + users.size() > MAX_WATCHES) {
            return false;
        }
        var list = listOf(watcher);
        var watched = users.stream()
                .map(user -> index.watch(watcher.tenant(), user, list))
                .toList();
        list.list(watched).forEach(former -> unwatch(former, list));
        answer(list, ref, watched);
        return true;
    }

    /** A direct conversation is on the screen: its other user is watched until it is closed. False as for {@link #watch}. */
    boolean open(Watcher watcher, @Nullable String ref, String conversation, String other) {
        if (!watcher.isOpen()) {
            return true;
        }
        if (index.watches() >= MAX_WATCHES) {
            return false;
        }
        var list = listOf(watcher);
        var watched = index.watch(watcher.tenant(), other, list);
        list.open().put(conversation, watched);
        answer(list, ref, List.of(watched));
        return true;
    }

    void close(Watcher watcher, String conversation) {
        var list = lists.get(watcher);
        var former = list == null ? null : list.open().remove(conversation);
        if (list != null && former != null) {
            unwatch(former, list);
            metrics.watches(index.watches());
        }
    }

    void ended(Watcher watcher) {
        var list = lists.remove(watcher);
        if (list != null) {
            var all = list.all();
            list.list(Set.of());
            list.open().clear();
            all.forEach(user -> unwatch(user, list));
            untold.remove(list);
            unsure.remove(list);
            metrics.watches(index.watches());
        }
    }

    /** A user has changed. The user's own devices are shown it elsewhere. */
    public void changed(PresenceChange change) {
        var watched = index.find(change.tenant(), change.user());
        if (watched == null || !change.isSeenByOthers()) {
            return;
        }
        var now = nanoTime.getAsLong();
        byte[] frame = null;
        for (var list : watched.watchers()) {
            if (list.isOwn(watched) || areApart(list, watched)) {
                continue;
            }
            if (!list.isAtOnce(now)) {
                metrics.gathered();
                gather(list, watched, now);
                continue;
            }
            frame = frame == null ? PresenceFrames.of(item(list, watched)) : frame;
            show(list, watched, frame, now);
        }
    }

    /** One of two users blocks the other, or does so no more: each is shown the other anew where it watches it. */
    public void restricted(String tenant, String one, String other) {
        var now = nanoTime.getAsLong();
        showAnew(tenant, one, other, now);
        showAnew(tenant, other, one, now);
    }

    private void showAnew(String tenant, String user, String to, long now) {
        var watched = index.find(tenant, user);
        if (watched == null) {
            return;
        }
        for (var list : watched.watchers()) {
            if (list.watcher().user().equals(to)) {
                show(list, watched, PresenceFrames.of(item(list, watched)), now);
            }
        }
    }

    private void show(WatchList list, WatchedUser user, byte[] frame, long now) {
        if (list.watcher().offer(frame)) {
            metrics.shown(1);
        } else {
            gather(list, user, now);
        }
    }

    /** Shows what is due. */
    public void flush() {
        var now = nanoTime.getAsLong();
        observe(now);
        for (var turn = 0; turn < LISTS_A_TURN && !untold.isEmpty(); turn++) {
            tell(untold.iterator().next(), now);
        }
        for (var turn = 0; turn < LISTS_A_TURN; turn++) {
            var next = gathering.peek();
            if (next == null || !next.isDue(now)) {
                break;
            }
            gathering.remove();
            showGathered(next, now);
        }
    }

    /** Whether {@link #flush} must be called now and then. */
    public boolean isWaiting() {
        return !lists.isEmpty();
    }

    private void observe(long now) {
        var isCurrent = table.isCurrent();
        switch (outage.observe(isCurrent, now)) {
            case BEGINS, ENDS -> {
                unsure.clear();
                untold.addAll(lists.values());
            }
            case NOTHING -> {
                if (isCurrent) {
                    untold.addAll(unsure);
                    unsure.clear();
                }
            }
        }
    }

    private void tell(WatchList list, long now) {
        untold.remove(list);
        var isQueued = list.isGathering();
        list.all().forEach(user -> list.gather(user, now));
        if (!isQueued) {
            showGathered(list, now);
        }
    }

    private void showGathered(WatchList list, long now) {
        var gatheredFor = list.gatheredFor(now);
        var users = list.take(now);
        for (var from = 0; from < users.size(); from += ITEMS_A_FRAME) {
            var part = users.subList(from, Math.min(users.size(), from + ITEMS_A_FRAME));
            var items = part.stream().map(user -> item(list, user)).toList();
            if (!list.watcher().isOpen()) {
                return;
            }
            if (!list.watcher().offer(PresenceFrames.of(null, items, gatheredFor))) {
                users.subList(from, users.size()).forEach(user -> gather(list, user, now));
                return;
            }
            metrics.shown(items.size());
        }
    }

    private void gather(WatchList list, WatchedUser user, long now) {
        if (list.gather(user, now)) {
            gathering.add(list);
        }
    }

    private void answer(WatchList list, @Nullable String ref, List<WatchedUser> users) {
        metrics.watches(index.watches());
        var isCurrent = table.isCurrent();
        if (!isCurrent) {
            unsure.add(list);
        }
        var items = users.stream()
                .map(user -> isCurrent ? item(list, user) : new Item(user.user(), ShownPresence.UNKNOWN))
                .toList();
        list.watcher().answer(PresenceFrames.of(ref, items, Duration.ZERO));
    }

    private Item item(WatchList list, WatchedUser user) {
        if (outage.isTold()) {
            return new Item(user.user(), ShownPresence.UNKNOWN);
        }
        if (areApart(list, user)) {
            return new Item(user.user(), ShownPresence.APART);
        }
        var known = table.find(user.tenant(), user.user());
        return new Item(user.user(), list.isOwn(user) ? ShownPresence.toOneself(known) : ShownPresence.toOthers(known));
    }

    private boolean areApart(WatchList list, WatchedUser user) {
        return restrictions.areApart(user.tenant(), list.watcher().user(), user.user());
    }

    private WatchList listOf(Watcher watcher) {
        return lists.computeIfAbsent(watcher, it -> new WatchList(it, nanoTime.getAsLong()));
    }

    private void unwatch(WatchedUser user, WatchList list) {
        if (!list.watches(user)) {
            index.unwatch(user, list);
        }
    }
}
