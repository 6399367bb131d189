package dev.parley.faults;

import dev.parley.faults.traffic.SlowClients;
import java.time.Duration;

/** Row 14: hundreds of connections whose heads, bodies or hellos do not come, at the nodes that everybody uses. */
final class SlowHandshakes implements FaultScenario {
    private static final int OF_EACH = 150;
    private static final Duration FOR = Duration.ofSeconds(40);
    private static final Duration QUIET = Duration.ofSeconds(15);
    /** 15 s for a body, 10 s for a head or a hello, and the wait for the next byte. */
    private static final Duration BOUND = Duration.ofSeconds(18);
    /** Two cores that are shared with the clients themselves are never quite quiet. */
    private static final Duration NOISE = Duration.ofMillis(30);

    private static final double NEARLY_ALL = 0.99;

    @Override
    public int number() {
        return 14;
    }

    @Override
    public String title() {
        return "slow heads, slow bodies and sockets without a hello are cut off; the others do not notice";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var chat = scene.chat();
        scene.say("without them");
        var quietAt = System.nanoTime();
        scene.restUntil(quietAt, QUIET);
        var slowAt = System.nanoTime();
        try (var platform = scene.platformAt(scene.cluster().ingress(1).address())) {
            var token = platform.mintToken(chat.anyUser(), "slow");
            try (var slow = SlowClients.start(scene.access(), token, OF_EACH)) {
                scene.say("slow clients hold connections");
                scene.restUntil(slowAt, FOR);
                scene.findings().note("slow clients", slow.open() + " connected, cut off " + slow.cutOff() + " times");
                scene.findings().check("slow clients were cut off", slow.cutOff() > 4 * OF_EACH, slow.cutOff() + "");
                scene.findings().within("none is kept longer", slow.longest().toNanos(), BOUND);
            }
        }
        var before = chat.deliveries().latency(_ -> true, quietAt, slowAt, NEARLY_ALL);
        var meanwhile = chat.deliveries().latency(_ -> true, slowAt, System.nanoTime(), NEARLY_ALL);
        var limit = before.multipliedBy(6).dividedBy(5).plus(NOISE);
        scene.findings()
                .check(
                        "p99 of the others, at most " + limit.toMillis() + " ms",
                        meanwhile.compareTo(limit) <= 0,
                        String.format("%,d ms, %,d ms without them", meanwhile.toMillis(), before.toMillis()));
        scene.judge(chat);
    }
}
