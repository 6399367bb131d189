package dev.parley.faults;

import java.time.Duration;

/** Row 5: a second Streams instance comes and goes in order, again and again. */
final class Rescale implements FaultScenario {
    private static final int ROUNDS = 3;
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration START = Duration.ofSeconds(60);

    @Override
    public int number() {
        return 5;
    }

    @Override
    public String title() {
        return "a Streams instance added and removed every 10 s; no partition idle for long";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var second = scene.cluster().topologies(2);
        second.stop();
        var chat = scene.chat();
        var from = System.nanoTime();
        var longestAdding = 0L;
        var longestRemoving = 0L;
        for (var round = 0; round < ROUNDS; round++) {
            scene.say("instance added");
            var addedAt = System.nanoTime();
            second.start().awaitReady(START);
            scene.restUntil(addedAt, EVERY);
            scene.say("instance removed");
            var removedAt = System.nanoTime();
            longestAdding = Math.max(longestAdding, chat.deliveries().longestSilence(addedAt, removedAt));
            second.stop();
            scene.restUntil(removedAt, EVERY);
            longestRemoving = Math.max(longestRemoving, chat.deliveries().longestSilence(removedAt, System.nanoTime()));
        }
        scene.findings()
                .within(
                        "longest silence of a conversation",
                        chat.deliveries().longestSilence(from, System.nanoTime()),
                        BOUND);
        scene.findings().note("longest silence while one came", Findings.seconds(longestAdding));
        scene.findings().note("longest silence while one went", Findings.seconds(longestRemoving));
        scene.judge(chat);
    }
}
