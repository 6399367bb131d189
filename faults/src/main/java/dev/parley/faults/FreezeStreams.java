package dev.parley.faults;

import java.time.Duration;

/** Row 6: a Streams instance is frozen until the other one has its partitions, and then goes on as if nothing had been. */
final class FreezeStreams implements FaultScenario {
    private static final Duration FROZEN = Duration.ofSeconds(20);
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final Duration AFTERWARDS = Duration.ofSeconds(12);
    private static final Duration SETTLE = Duration.ofSeconds(5);

    @Override
    public int number() {
        return 6;
    }

    @Override
    public String title() {
        return "a Streams instance frozen beyond its session time-out, then resumed; fenced";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var nodes = scene.cluster();
        nodes.running(nodes.topologies(2));
        var chat = scene.chat();
        scene.rest(SETTLE);
        scene.say("Streams instance frozen");
        var frozenAt = System.nanoTime();
        nodes.topologies(1).freeze();
        var took = chat.awaitFlow(frozenAt, FROZEN);
        scene.findings().within("every partition goes on elsewhere", took, BOUND);
        scene.restUntil(frozenAt, FROZEN);
        var before = nodes.topologies(1).logged("Exception");
        scene.say("Streams instance resumed");
        var thawedAt = System.nanoTime();
        nodes.topologies(1).thaw();
        scene.rest(AFTERWARDS);
        var silence = chat.deliveries().longestSilence(thawedAt, System.nanoTime());
        scene.findings().note("longest silence after it was resumed", Findings.seconds(silence));
        scene.findings()
                .note(
                        "exceptions it logged since",
                        Long.toString(nodes.topologies(1).logged("Exception") - before));
        scene.judge(chat);
    }
}
