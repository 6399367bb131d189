package dev.parley.faults;

import java.time.Duration;

/** Row 33: clients change their push node every second, while all of them write, change, react, pin and read. */
final class MovingClients implements FaultScenario {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MOVES = 60;
    private static final Duration GIVE_UP = Duration.ofSeconds(30);
    private static final int MOST_SHOWN = 5;

    @Override
    public int number() {
        return 33;
    }

    @Override
    public String title() {
        return "clients move between two push nodes every second, in chat of all kinds; they show what is stored";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var nodes = scene.cluster();
        nodes.running(nodes.push(2));
        // All begin on the first node.
        var chat = scene.livelyChat();
        var lostBefore = chat.lostConnections();
        var began = System.nanoTime();
        for (var move = 1; move <= MOVES; move++) {
            scene.say("move " + move + " of " + MOVES);
            chat.move();
            scene.restUntil(began, EVERY.multipliedBy(move));
        }
        var moves = chat.lostConnections() - lostBefore;
        var isBack = chat.awaitCaughtUp(GIVE_UP);
        scene.findings().check("every client is there in the end", isBack, isBack ? "yes" : "no");
        scene.judge(chat);
        // One that is still on its way when it is to move again does not.
        var expected = (long) MOVES * chat.groups();
        scene.findings()
                .check("clients moved, most of them every second", 2 * moves > expected, moves + " of " + expected);
        var away = chat.returns().since(began);
        scene.findings()
                .note("a move took, median", Findings.seconds(away.median().toNanos()));
        var differences = chat.differences();
        scene.findings()
                .check(
                        "messages, reactions, pins and unread counts are as stored",
                        differences.isEmpty(),
                        differences.isEmpty()
                                ? "of every member"
                                : differences.size() + ": "
                                        + differences.subList(0, Math.min(MOST_SHOWN, differences.size())));
    }
}
