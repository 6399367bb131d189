package dev.parley.faults;

import java.time.Duration;

/** Row 3: one of two Streams instances is killed; the other one takes its partitions over. */
final class KillStreams implements FaultScenario {
    private static final Duration SESSION = Duration.ofSeconds(6);
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Duration GIVE_UP = Duration.ofSeconds(60);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration START = Duration.ofSeconds(60);

    @Override
    public int number() {
        return 3;
    }

    @Override
    public String title() {
        return "kill -9 a Streams instance; another one takes over, and seq goes on";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var nodes = scene.cluster();
        nodes.running(nodes.topologies(2));
        var chat = scene.chat();
        scene.rest(SETTLE);
        scene.say("Streams instance killed");
        var killedAt = System.nanoTime();
        nodes.topologies(1).kill();
        var took = chat.awaitFlow(killedAt, GIVE_UP);
        // The session time-out is 6 s; the rest is for the rebalance and the restore.
        scene.findings().within("every partition goes on", took, BOUND);
        if (took != Long.MAX_VALUE) {
            scene.findings().note("beyond the session time-out", Findings.seconds(took - SESSION.toNanos()));
        }
        var startedAt = System.nanoTime();
        scene.say("Streams instance started again");
        nodes.topologies(1).start().awaitReady(START);
        scene.findings().note("started again after", Findings.seconds(System.nanoTime() - startedAt));
        scene.rest(SETTLE);
        var silence = chat.deliveries().longestSilence(startedAt, System.nanoTime());
        scene.findings().note("longest silence of a conversation while it came back", Findings.seconds(silence));
        scene.judge(chat);
    }
}
