package dev.parley.faults;

import dev.parley.faults.traffic.Traffic;
import java.time.Duration;

/** Row 5: the threads of the conversation topology are changed by the command of operators, from one to four and back, while it runs. */
final class ChangeThreads implements FaultScenario {
    private static final String FEATURE = "conversation";
    private static final int MANY = 4;
    private static final int ROUNDS = 2;
    private static final Duration REST = Duration.ofSeconds(8);
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final double P99 = 0.99;

    @Override
    public int number() {
        return 5;
    }

    @Override
    public String title() {
        return "threads changed from 1 to 4 and back by the command; no partition idle for long";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var topologies = scene.cluster().topologies(1);
        var chat = scene.chat();
        var from = System.nanoTime();
        scene.rest(REST);
        scene.findings().note("p99 before", p99(chat, from, System.nanoTime()));
        for (var round = 1; round <= ROUNDS; round++) {
            change(scene, chat, MANY, round);
            change(scene, chat, 1, round);
        }
        scene.findings()
                .within(
                        "longest silence of a conversation",
                        chat.deliveries().longestSilence(from, System.nanoTime()),
                        BOUND);
        scene.findings()
                .check(
                        "the process was never restarted",
                        topologies.logged("event=ready service=topologies") >= 1 && topologies.isAlive(),
                        "alive");
        scene.judge(chat);
    }

    private static void change(Scene scene, Traffic chat, int threads, int round) {
        scene.say("changing to " + threads + " threads");
        var begin = System.nanoTime();
        scene.cluster().setThreads(scene.cluster().topologies(1), FEATURE, threads);
        var took = System.nanoTime() - begin;
        scene.rest(REST);
        var step = "to " + threads + " (" + round + "): ";
        scene.findings().note(step + "command", Findings.seconds(took));
        scene.findings().note(step + "p99 during and 8 s after", p99(chat, begin, System.nanoTime()));
        scene.findings()
                .note(
                        step + "longest silence",
                        Findings.seconds(chat.deliveries().longestSilence(begin, System.nanoTime())));
    }

    private static String p99(Traffic chat, long from, long to) {
        return String.format(
                "%,d ms", chat.deliveries().latency(_ -> true, from, to, P99).toMillis());
    }
}
