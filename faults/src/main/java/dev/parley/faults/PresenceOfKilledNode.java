package dev.parley.faults;

import java.time.Duration;

/** Row 31, and users who stay online for ever: their push node is killed. Half of them come back on another one. */
final class PresenceOfKilledNode implements FaultScenario {
    private static final int USERS = 100;
    private static final Duration ONLINE = Duration.ofSeconds(10);
    /** A lease of 30 s, until the next beat or tick, what is held back before a user is shown offline, and the way. */
    private static final Duration BOUND = Duration.ofSeconds(45);

    private static final Duration RETURN = Duration.ofSeconds(5);
    private static final Duration GIVE_UP = Duration.ofSeconds(90);

    @Override
    public int number() {
        return 31;
    }

    @Override
    public String title() {
        return "kill -9 a push node; its users are shown offline after a lease, those who come back are not";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var nodes = scene.cluster();
        nodes.running(nodes.push(2));
        var chat = scene.chat();
        try (var watched = scene.watched(USERS)) {
            watched.connect();
            var connectedAt = System.nanoTime();
            var isOnline = watched.awaitOnline(GIVE_UP);
            scene.findings().within("all are shown online", since(connectedAt, isOnline), ONLINE);
            scene.say("push node killed");
            var killedAt = System.nanoTime();
            nodes.push(1).kill();
            scene.restUntil(killedAt, RETURN);
            watched.returnHalf();
            var isOffline = watched.awaitOffline(GIVE_UP);
            scene.findings().within("who is gone is shown offline", since(killedAt, isOffline), BOUND);
            scene.findings().note("shown in the end", watched.states().toString());
            var dropped = watched.droppedOfThoseWhoCameBack();
            scene.findings()
                    .check(
                            "who came back was never shown offline",
                            dropped.isEmpty(),
                            dropped.isEmpty() ? "none was" : dropped.toString());
        }
        scene.judge(chat);
    }

    private static long since(long moment, boolean hasHappened) {
        return hasHappened ? System.nanoTime() - moment : Long.MAX_VALUE;
    }
}
