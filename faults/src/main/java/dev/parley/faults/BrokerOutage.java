package dev.parley.faults;

import dev.parley.faults.traffic.Probe;
import dev.parley.faults.traffic.Traffic;
import java.time.Duration;

/** Row 4: the broker is killed and started again, then frozen for half a minute. Waiting writers get 503 in time. */
final class BrokerOutage implements FaultScenario {
    private static final Duration DEAD = Duration.ofSeconds(8);
    private static final Duration FROZEN = Duration.ofSeconds(30);
    /** The outcome is waited for 5 s. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(8);

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final Duration GIVE_UP = Duration.ofMinutes(2);
    private static final Duration START = Duration.ofSeconds(60);

    @Override
    public int number() {
        return 4;
    }

    @Override
    public String title() {
        return "broker killed and started again, then frozen for 30 s; bounded waiting, 503, recovery";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var broker = scene.cluster().broker();
        var chat = scene.chat();
        try (var probe = Probe.start(chat::question)) {
            scene.say("broker killed");
            var killedAt = System.nanoTime();
            broker.kill();
            scene.rest(DEAD);
            broker.start().awaitReady(START);
            awaitRecovery(scene, chat, "killed");
            judge(scene, "killed", probe, killedAt);

            scene.say("broker frozen");
            var frozenAt = System.nanoTime();
            broker.freeze();
            scene.rest(FROZEN);
            broker.thaw();
            awaitRecovery(scene, chat, "frozen");
            judge(scene, "frozen", probe, frozenAt);
        }
        scene.judge(chat);
    }

    private static void awaitRecovery(Scene scene, Traffic chat, String how) {
        scene.say("broker is back");
        scene.findings().within(how + ": chat flows again", chat.awaitFlow(System.nanoTime(), GIVE_UP), RECOVERY);
    }

    private static void judge(Scene scene, String how, Probe probe, long from) {
        var answers = probe.between(from, System.nanoTime());
        var statuses = Probe.statuses(answers);
        var longest = answers.stream().mapToLong(Probe.Heard::tookNanos).max().orElse(0);
        scene.findings().within(how + ": longest wait for an answer", longest, LONGEST_ANSWER);
        scene.findings()
                .check(
                        how + ": 503 with Retry-After, and nothing else but success",
                        Probe.isUnavailability(answers),
                        statuses.toString());
    }
}
