package dev.parley.topologies.presence;

import dev.parley.schemas.LeaseClosed;
import dev.parley.schemas.LeaseOpened;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.SetPresence;
import dev.parley.topologies.state.FoldedPresence;
import dev.parley.topologies.state.HeldLease;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A user, and what each record changes of it: the same where that is nothing. A lease is named by node and name. */
record UserPresence(FoldedPresence state) {
    static final int MAX_LEASES = 50;
    static final UserPresence NONE =
            new UserPresence(FoldedPresence.newBuilder().build());

    /** Where a record stands, and its time in milliseconds. */
    record Place(long offset, long at) {}

    boolean isConnected() {
        return !state.getLeases().isEmpty();
    }

    boolean isInvisible() {
        return choice() == PresenceChoice.INVISIBLE;
    }

    PresenceChoice choice() {
        return PresenceChoice.valueOf(state.getChoice());
    }

    boolean holds(String node) {
        return state.getLeases().stream().anyMatch(lease -> lease.getNode().equals(node));
    }

    /** A device has a socket, or was idle and is not, or the other way round. Of too many leases the oldest ends. */
    UserPresence opened(LeaseOpened opened, Place place) {
        var leases = new ArrayList<>(state.getLeases());
        var index = indexOf(opened.getNode(), opened.getLease());
        var since = index < 0 ? place.at() : leases.get(index).getSince();
        var lease = new HeldLease(
                opened.getLease(),
                opened.getNode(),
                opened.getDevice(),
                opened.getSession(),
                opened.getIdle(),
                since,
                place.offset());
        if (index < 0) {
            leases.add(lease);
        } else {
            leases.set(index, lease);
        }
        if (leases.size() > MAX_LEASES) {
            leases.removeFirst();
        }
        return with(leases, lastActiveAt(opened.getActiveAt().toEpochMilli(), place.at()));
    }

    UserPresence closed(LeaseClosed closed, Place place) {
        var index = indexOf(closed.getNode(), closed.getLease());
        if (index < 0) {
            return this;
        }
        var leases = new ArrayList<>(state.getLeases());
        leases.remove(index);
        return with(leases, lastActiveAt(closed.getActiveAt().toEpochMilli(), place.at()));
    }

    /** A choice whose end has come is none. */
    UserPresence chosen(SetPresence chosen, Place place) {
        var until = chosen.getUntil() == null ? 0 : chosen.getUntil().toEpochMilli();
        if (chosen.getUntil() != null && until <= place.at()) {
            return chosen(PresenceChoice.ONLINE, null, 0);
        }
        return chosen(chosen.getChoice(), chosen.getText(), until);
    }

    /** The end of a choice has come; of none but that which has this end. */
    UserPresence expired(long until) {
        return state.getUntil() == until ? chosen(PresenceChoice.ONLINE, null, 0) : this;
    }

    UserPresence without(Predicate<HeldLease> ended) {
        var leases = state.getLeases();
        return leases.stream().noneMatch(ended)
                ? this
                : with(leases.stream().filter(ended.negate()).toList(), state.getLastActiveAt());
    }

    /**
     * With the time since when no device is connected.
     *
     * @param before what this came from
     * @param now of the wall clock, in milliseconds
     */
    UserPresence after(UserPresence before, long now) {
        var lastSince = before.isConnected() ? now : before.state().getOfflineSince();
        var since = isConnected() ? 0 : lastSince;
        return since == state.getOfflineSince()
                ? this
                : new UserPresence(new FoldedPresence(
                        state.getLeases(),
                        state.getChoice(),
                        state.getText(),
                        state.getUntil(),
                        state.getLastActiveAt(),
                        since));
    }

    private int indexOf(String node, String lease) {
        var leases = state.getLeases();
        for (var index = 0; index < leases.size(); index++) {
            var held = leases.get(index);
            if (held.getLease().equals(lease) && held.getNode().equals(node)) {
                return index;
            }
        }
        return -1;
    }

    /** Of an invisible user it does not move; nor into the future. */
    private long lastActiveAt(long activeAt, long at) {
        return isInvisible() ? state.getLastActiveAt() : Math.max(state.getLastActiveAt(), Math.min(activeAt, at));
    }

    private UserPresence with(List<HeldLease> leases, long lastActiveAt) {
        return new UserPresence(new FoldedPresence(
                leases, state.getChoice(), state.getText(), state.getUntil(), lastActiveAt, state.getOfflineSince()));
    }

    private UserPresence chosen(PresenceChoice choice, @Nullable String text, long until) {
        var next = new FoldedPresence(
                state.getLeases(), choice.name(), text, until, state.getLastActiveAt(), state.getOfflineSince());
        return next.equals(state) ? this : new UserPresence(next);
    }
}
