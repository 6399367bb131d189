package dev.parley.topologies.presence;

import dev.parley.schemas.Lease;
import dev.parley.schemas.LeaseTick;
import dev.parley.schemas.NodeBeat;
import dev.parley.schemas.PresenceChoice;
import dev.parley.topologies.presence.FoldedPartition.Logged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Users, their sockets on push nodes, and a broker with a clock of its own: what is appended to the log, and what is true. It knows
 * nothing of leases: true is who has a socket on a node that runs.
 */
final class PresenceWorld {
    static final long BEGIN = 1_700_000_000_000L;
    static final int BEAT_MS = 5_000;
    static final long SHOWN_AFTER_MS = 2_000;

    private static final int HALF_A_LEASE_MS = 15_000;
    private static final long NEVER = Long.MAX_VALUE / 2;

    final List<Logged> log = new ArrayList<>();
    final List<Node> nodes = new ArrayList<>();
    final Map<String, User> users = new TreeMap<>();
    /** Whether nodes open their leases again when their beats were not acknowledged for half a lease. */
    final boolean reannounces;

    private final List<Waiting> waiting = new ArrayList<>();
    private long now = BEGIN;
    private long brokerAhead;
    private long stalledUntil = BEGIN;
    private long nextTick = BEGIN;
    private int names;

    PresenceWorld(boolean reannounces) {
        this.reannounces = reannounces;
    }

    /** A record that the broker has not taken yet. */
    private record Waiting(@Nullable Node node, Lease lease, Runnable appended) {}

    static final class Node {
        final String name;
        final List<Socket> sockets = new ArrayList<>();
        private long nextBeat;
        private long acknowledgedAt;
        private boolean isBeatOut;
        private long frozenUntil;

        private Node(String name, long now) {
            this.name = name;
            this.nextBeat = now;
            this.acknowledgedAt = now;
        }
    }

    static final class Socket {
        final User user;
        final String lease;
        final String device;
        final Node node;
        boolean isIdle;
        private long activeAt;
        /** Since when the log has it, as far as the node is heard of. */
        private long loggedAt = NEVER;

        private Socket(User user, Node node, String lease, String device, long now) {
            this.user = user;
            this.node = node;
            this.lease = lease;
            this.device = device;
            this.activeAt = now;
        }
    }

    static final class User {
        final String tenant;
        final String name;
        final List<Socket> sockets = new ArrayList<>();
        PresenceChoice choice = PresenceChoice.ONLINE;

        @Nullable
        String text;

        long until;
        long lastActiveAt;
        private long visibleSince;

        User(String tenant, String name) {
            this.tenant = tenant;
            this.name = name;
        }
    }

    long now() {
        return now;
    }

    long brokerTime() {
        return now + brokerAhead;
    }

    boolean isFrozen(Node node) {
        return node.frozenUntil > 0;
    }

    /** Time passes: nodes beat, ticks come, the broker takes what waited for it. */
    void pass(long milliseconds) {
        now += milliseconds;
        if (now >= nextTick) {
            nextTick = now + BEAT_MS;
            append(null, new Lease("", "", new LeaseTick()), () -> {});
        }
        for (var node : nodes) {
            if (node.frozenUntil <= now) {
                beat(node);
            }
        }
        if (now >= stalledUntil) {
            var taken = List.copyOf(waiting);
            waiting.clear();
            taken.forEach(each -> take(each.lease(), each.appended()));
        }
    }

    private void beat(Node node) {
        var wasFrozen = node.frozenUntil > 0;
        node.frozenUntil = 0;
        if (wasFrozen) {
            reannounceIfUnheard(node);
        }
        if (now >= node.nextBeat && !node.isBeatOut) {
            node.nextBeat = now + BEAT_MS;
            node.isBeatOut = true;
            append(node, new Lease("", "", new NodeBeat(node.name, false)), () -> {
                reannounceIfUnheard(node);
                node.acknowledgedAt = now;
                node.isBeatOut = false;
            });
        }
    }

    private void reannounceIfUnheard(Node node) {
        if (reannounces && now - node.acknowledgedAt > HALF_A_LEASE_MS) {
            node.acknowledgedAt = now;
            node.sockets.forEach(socket -> socket.loggedAt = NEVER);
            node.sockets.forEach(this::open);
        }
    }

    private void append(@Nullable Node node, Lease lease, Runnable appended) {
        if (now < stalledUntil) {
            waiting.add(new Waiting(node, lease, appended));
        } else {
            take(lease, appended);
        }
    }

    private void take(Lease lease, Runnable appended) {
        var at = brokerTime();
        log.add(new Logged(lease, at));
        users.values().forEach(user -> endChoice(user, at));
        appended.run();
    }

    private void endChoice(User user, long at) {
        if (user.until != 0 && user.until <= at) {
            choose(user, PresenceChoice.ONLINE, null, 0);
        }
    }

    private void choose(User user, PresenceChoice choice, @Nullable String text, long until) {
        if (user.choice == PresenceChoice.INVISIBLE && choice != PresenceChoice.INVISIBLE) {
            user.visibleSince = now;
        }
        user.choice = choice;
        user.text = text;
        user.until = until;
    }

    Node start() {
        var node = new Node("node-" + names++, now);
        nodes.add(node);
        return node;
    }

    /** What it has not got out is lost. */
    void kill(Node node) {
        waiting.removeIf(each -> Objects.equals(each.node(), node));
        nodes.remove(node);
        drop(node);
    }

    private static void drop(Node node) {
        node.sockets.forEach(socket -> socket.user.sockets.remove(socket));
        node.sockets.clear();
    }

    void stop(Node node) {
        append(null, new Lease("", "", new NodeBeat(node.name, true)), () -> {});
        nodes.remove(node);
        drop(node);
    }

    void freeze(Node node, long milliseconds) {
        node.frozenUntil = now + milliseconds;
    }

    void stall(long milliseconds) {
        stalledUntil = now + milliseconds;
    }

    void stepBrokersClock(long milliseconds) {
        brokerAhead += milliseconds;
    }

    /** Ends freezes and stalls. */
    void calm() {
        nodes.forEach(node -> node.frozenUntil = Math.min(node.frozenUntil, now));
        stalledUntil = Math.min(stalledUntil, now);
    }

    void connect(User user, Node node, String device) {
        var socket = new Socket(user, node, "lease-" + names++, device, now);
        user.sockets.add(socket);
        node.sockets.add(socket);
        open(socket);
    }

    void touch(Socket socket) {
        socket.isIdle = !socket.isIdle;
        socket.activeAt = socket.isIdle ? socket.activeAt : now;
        open(socket);
    }

    private void open(Socket socket) {
        var activeAt = socket.activeAt;
        var body = LeaseSamples.opened(socket.node.name, socket.lease, socket.device, socket.isIdle, activeAt);
        append(socket.node, leaseOf(socket.user, body), () -> {
            active(socket.user, activeAt);
            socket.loggedAt = Math.min(socket.loggedAt, now);
        });
    }

    void disconnect(Socket socket) {
        socket.user.sockets.remove(socket);
        socket.node.sockets.remove(socket);
        var body = LeaseSamples.closed(socket.node.name, socket.lease, now);
        var at = now;
        append(socket.node, leaseOf(socket.user, body), () -> active(socket.user, at));
    }

    private void active(User user, long activeAt) {
        if (user.choice != PresenceChoice.INVISIBLE) {
            user.lastActiveAt = Math.max(user.lastActiveAt, Math.min(activeAt, brokerTime()));
        }
    }

    /** @param until in milliseconds of the broker's clock; 0 = none */
    void set(User user, PresenceChoice choice, @Nullable String text, long until) {
        append(null, leaseOf(user, LeaseSamples.chosen(choice, text, until)), () -> {
            choose(user, choice, text, until);
            endChoice(user, brokerTime());
        });
    }

    private static Lease leaseOf(User user, Object body) {
        return new Lease(user.tenant, user.name, body);
    }

    /** Whether others must be shown that a user is there. */
    boolean mustBeShown(User user) {
        return user.choice != PresenceChoice.INVISIBLE
                && user.visibleSince + SHOWN_AFTER_MS < now
                && user.sockets.stream()
                        .anyMatch(socket -> socket.loggedAt + SHOWN_AFTER_MS < now && !isFrozen(socket.node));
    }
}
