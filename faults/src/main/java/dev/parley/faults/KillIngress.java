package dev.parley.faults;

import java.time.Duration;

/** Row 2: the ingress that takes the writes is killed, again and again; the writes go on with the other one. */
final class KillIngress implements FaultScenario {
    private static final int KILLS = 3;
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration START = Duration.ofSeconds(60);

    @Override
    public int number() {
        return 2;
    }

    @Override
    public String title() {
        return "kill -9 ingress in the middle of requests; a retry gives one message and the same answer";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var nodes = scene.cluster();
        nodes.running(nodes.ingress(2));
        var chat = scene.chat();
        for (var kill = 0; kill < KILLS; kill++) {
            // A client stays with a node until it fails, so this is the one that is written to.
            var victim = nodes.ingress(1 + kill % 2);
            scene.say(victim.name() + " killed");
            victim.kill();
            scene.rest(BETWEEN);
            victim.start().awaitReady(START);
            scene.rest(BETWEEN);
        }
        scene.judge(chat);
        var interrupted = chat.unknownAttempts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        scene.findings().check("requests were cut off", interrupted > 0, interrupted + " attempts");
    }
}
