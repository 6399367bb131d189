package dev.parley.topologies.presence;

import dev.parley.topologies.fold.StateKey;
import dev.parley.topologies.state.FoldedPresence;
import dev.parley.topologies.state.HeldLease;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The users of a partition (keys {@code U}) with the index of their nodes, and how many are connected. One thread. */
final class PresenceUsers {
    private static final char USER = 'U';
    private static final int PAGE = 1_000;

    private final KeyValues state;
    private final LeaseIndex index;
    private final StateCodec<FoldedPresence> codec = new StateCodec<>(FoldedPresence.getClassSchema());
    private long leases;
    private long connected;

    /** Counts who is connected: two look-ups for each. */
    PresenceUsers(KeyValues state, LeaseIndex index) {
        this.state = state;
        this.index = index;
        LeaseIndex.Entry last = null;
        do {
            last = countPage(last);
        } while (last != null);
    }

    private LeaseIndex.@Nullable Entry countPage(LeaseIndex.@Nullable Entry after) {
        var page = index.entries(after, PAGE);
        for (var entry : page) {
            var held = get(entry.user()).state().getLeases();
            leases += held.stream()
                    .filter(lease -> lease.getNode().equals(entry.node()))
                    .count();
            // Counted with the first of its nodes.
            connected += !held.isEmpty() && held.getFirst().getNode().equals(entry.node()) ? 1 : 0;
        }
        return page.size() < PAGE ? null : page.getLast();
    }

    UserPresence get(byte[] key) {
        var stored = codec.read(state.get(StateKey.of(USER, key)));
        return stored == null ? UserPresence.NONE : new UserPresence(stored);
    }

    boolean exists(byte[] key) {
        return state.get(StateKey.of(USER, key)) != null;
    }

    /** In an order in which a crash loses no entry of the index that is needed. */
    void put(byte[] key, UserPresence before, UserPresence after) {
        var nodesBefore = nodesOf(before);
        var nodesAfter = nodesOf(after);
        for (var node : nodesAfter) {
            if (!nodesBefore.contains(node)) {
                index.add(node, key);
            }
        }
        state.put(StateKey.of(USER, key), codec.write(after.state()));
        for (var node : nodesBefore) {
            if (!nodesAfter.contains(node)) {
                index.remove(node, key);
            }
        }
        leases += after.state().getLeases().size() - before.state().getLeases().size();
        connected += (after.isConnected() ? 1 : 0) - (before.isConnected() ? 1 : 0);
    }

    private static Set<String> nodesOf(UserPresence user) {
        var nodes = new HashSet<String>();
        for (HeldLease lease : user.state().getLeases()) {
            nodes.add(lease.getNode());
        }
        return nodes;
    }

    long leases() {
        return leases;
    }

    /** Users with a lease. */
    long connected() {
        return connected;
    }
}
