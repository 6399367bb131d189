package dev.parley.topologies.presence;

import dev.parley.topologies.fold.StateKey;
import dev.parley.topologies.state.HeldLease;
import dev.parley.topologies.state.PresenceNode;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The push nodes that are heard of, by the lease clock (keys {@code N}), all in memory too: those of the last half minute, and those
 * whose leases are being ended. A node that was taken for dead and is heard of begins anew, without the leases it had. One thread.
 */
final class Nodes {
    /** A node that is not heard of for longer is dead. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final char NODE = 'N';
    /** How exactly it is known when a node that lives was heard of. */
    private static final long GRAIN = Duration.ofSeconds(1).toMillis();

    private static final byte[] FROM_THE_FIRST = {};
    private static final int PAGE = 1_000;

    private final KeyValues state;
    private final StateCodec<PresenceNode> codec = new StateCodec<>(PresenceNode.getClassSchema());
    private final Map<String, PresenceNode> nodes = new TreeMap<>();
    /** Nodes of which users may hold leases that have ended, and the user up to which that was looked after. */
    private final TreeMap<String, byte[]> ending = new TreeMap<>();
    /** No node is silent for too long before. */
    private long nextEnd;

    Nodes(KeyValues state) {
        this.state = state;
        var from = new byte[] {NODE};
        List<KeyValues.Entry> page;
        do {
            page = state.first(from, new byte[] {NODE + 1}, PAGE);
            for (var entry : page) {
                restore(entry);
                from = StateKey.after(entry.key());
            }
        } while (page.size() == PAGE);
    }

    private void restore(KeyValues.Entry entry) {
        var name = new String(StateKey.recordKey(entry.key()), StandardCharsets.UTF_8);
        var node = codec.read(entry.value());
        if (node != null) {
            nodes.put(name, node);
            if (node.getEndedOffset() >= 0) {
                ending.put(name, FROM_THE_FIRST);
            }
        }
    }

    /** @param now of the lease clock */
    void hear(String name, long now) {
        var before = nodes.get(name);
        if (before == null) {
            put(name, new PresenceNode(now, true, -1L));
        } else if (!before.getIsAlive() || now - before.getHeardAt() >= GRAIN) {
            put(name, new PresenceNode(now, true, before.getEndedOffset()));
        }
        nextEnd = Math.min(nextEnd, now + LEASE.toMillis());
    }

    /** Ends a node that is known: its leases that were opened up to this offset. */
    void end(String name, long offset) {
        var before = nodes.get(name);
        if (before != null && before.getIsAlive()) {
            put(name, new PresenceNode(before.getHeardAt(), false, offset));
            ending.put(name, FROM_THE_FIRST);
        }
    }

    /** Ends every node: their leases that were opened up to this offset. */
    void endAll(long offset) {
        List.copyOf(nodes.keySet()).forEach(name -> end(name, offset));
    }

    /** Ends each node that was not heard of for a lease. */
    void endSilent(long now, long offset) {
        if (now <= nextEnd) {
            return;
        }
        var next = Long.MAX_VALUE;
        for (var node : List.copyOf(nodes.entrySet())) {
            if (node.getValue().getIsAlive()) {
                var end = node.getValue().getHeardAt() + LEASE.toMillis();
                if (now > end) {
                    end(node.getKey(), offset);
                } else {
                    next = Math.min(next, end);
                }
            }
        }
        nextEnd = next;
    }

    /** Whether a lease has not ended with its node. */
    boolean holds(HeldLease lease) {
        var node = nodes.get(lease.getNode());
        return node != null && lease.getOffset() > node.getEndedOffset();
    }

    /** A node of which users may hold leases that have ended; null where there is none. */
    @Nullable
    String ending() {
        return ending.isEmpty() ? null : ending.firstKey();
    }

    /** Key of the last user of a node that ends of whom {@link #swept} was said; empty before the first. */
    byte[] sweptUpTo(String name) {
        return ending.getOrDefault(name, FROM_THE_FIRST);
    }

    /** No user up to this one holds a lease of the node that has ended. */
    void swept(String name, byte[] user) {
        ending.put(name, user);
    }

    /** No user holds a lease of it that has ended. */
    void ended(String name) {
        ending.remove(name);
        var node = nodes.get(name);
        if (node != null && node.getIsAlive()) {
            put(name, new PresenceNode(node.getHeardAt(), true, -1L));
        } else if (node != null) {
            nodes.remove(name);
            state.delete(keyOf(name));
        }
    }

    long alive() {
        return nodes.values().stream().filter(PresenceNode::getIsAlive).count();
    }

    private void put(String name, PresenceNode node) {
        nodes.put(name, node);
        state.put(keyOf(name), codec.write(node));
    }

    private static byte[] keyOf(String name) {
        return StateKey.of(NODE, name.getBytes(StandardCharsets.UTF_8));
    }
}
