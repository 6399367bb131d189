package dev.parley.faults;

import dev.parley.faults.proxy.Conduct;
import dev.parley.faults.proxy.Direction;
import dev.parley.faults.proxy.FaultProxy;
import dev.parley.faults.traffic.WatchedUsers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Row 31, and users who stay online for ever: the network swallows all that their connections carry, or their push node is killed. Half
 * of them come back on another way.
 */
final class StalePresence implements FaultScenario {
    private static final int USERS = 100;
    private static final Duration ONLINE = Duration.ofSeconds(10);
    /** A lease of 30 s, until the next beat or tick, what is held back before a user is shown offline, and the way. */
    private static final Duration BOUND = Duration.ofSeconds(45);
    /** Two heartbeats of 25 s, the next look at time-outs, what is held back, and the way. */
    private static final Duration HALF_OPEN_BOUND = Duration.ofSeconds(65);

    private static final Duration RETURN = Duration.ofSeconds(5);
    private static final Duration GIVE_UP = Duration.ofSeconds(90);

    @Override
    public int number() {
        return 31;
    }

    @Override
    public String title() {
        return "half-open connections, and kill -9 of a push node: who is gone is shown offline, who comes back is not";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var nodes = scene.cluster();
        nodes.running(nodes.push(2));
        var chat = scene.chat();
        halfOpen(scene);
        try (var watched = scene.watched("killed-", USERS, nodes.pushAddresses())) {
            connect(scene, watched);
            scene.say("push node killed");
            var killedAt = System.nanoTime();
            nodes.push(1).kill();
            follow(scene, watched, killedAt, "of a killed node, who is gone is shown offline", BOUND);
        }
        scene.judge(chat);
    }

    private static void halfOpen(Scene scene) {
        var node = scene.cluster().push(2).address();
        try (var proxy = FaultProxy.before(new InetSocketAddress(node.getHost(), node.getPort()));
                var watched = scene.watched(
                        "silent-", USERS, List.of(URI.create("http://127.0.0.1:" + proxy.port()), node))) {
            connect(scene, watched);
            scene.say("connections swallow everything");
            var silentAt = System.nanoTime();
            for (var direction : Direction.values()) {
                proxy.behave(direction, new Conduct.BlackHole());
            }
            follow(scene, watched, silentAt, "of half-open connections, who is gone is shown offline", HALF_OPEN_BOUND);
        }
    }

    private static void connect(Scene scene, WatchedUsers watched) {
        watched.connect();
        var connectedAt = System.nanoTime();
        var isOnline = watched.awaitOnline(GIVE_UP);
        scene.findings().within("all are shown online", since(connectedAt, isOnline), ONLINE);
    }

    private static void follow(Scene scene, WatchedUsers watched, long moment, String what, Duration bound) {
        scene.restUntil(moment, RETURN);
        watched.returnHalf();
        var isOffline = watched.awaitOffline(GIVE_UP);
        scene.findings().within(what, since(moment, isOffline), bound);
        var dropped = watched.droppedOfThoseWhoCameBack();
        scene.findings()
                .check(
                        "who came back was never shown offline",
                        dropped.isEmpty(),
                        dropped.isEmpty() ? "none was; in the end " + watched.states() : dropped.toString());
    }

    private static long since(long moment, boolean hasHappened) {
        return hasHappened ? System.nanoTime() - moment : Long.MAX_VALUE;
    }
}
