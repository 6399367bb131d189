package dev.parley.faults;

import dev.parley.faults.node.Node;
import dev.parley.faults.node.SmallDisk;
import dev.parley.faults.traffic.Probe;
import dev.parley.faults.traffic.Traffic;
import java.time.Duration;

/** Row 23: the disk of the broker is full, then that of the Streams state. A process supervisor starts them again. */
final class DiskFull implements FaultScenario {
    private static final Duration FULL = Duration.ofSeconds(20);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(8);
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final Duration GIVE_UP = Duration.ofMinutes(2);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(5);

    @Override
    public int number() {
        return 23;
    }

    @Override
    public String title() {
        return "disk full for the broker, then for the Streams state; 503, recovery, state rebuilt";
    }

    @Override
    public boolean needsSmallDisks() {
        return true;
    }

    @Override
    public String impediment() {
        return SmallDisk.isPossible() ? "" : "a disk that can be filled is mounted, and only root may do that";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var nodes = scene.cluster();
        var chat = scene.chat();
        try (var probe = Probe.start(chat::question)) {
            scene.say("disk of the broker full");
            var fullAt = System.nanoTime();
            nodes.brokerDisk().fill();
            scene.rest(FULL);
            scene.findings().note("the broker on a full disk", nodes.broker().awaitEnd(END) ? "ended" : "went on");
            judge(scene, "broker", probe, fullAt);
            nodes.brokerDisk().empty();
            recover(scene, chat, "broker", nodes.broker());

            scene.say("disk of the state full");
            nodes.stateDisk().fill();
            scene.rest(FULL);
            scene.findings().note("Streams on a full disk", nodes.topologies(1).isReady() ? "went on" : "not ready");
            // Killed, it has to restore what it had, and cannot.
            nodes.topologies(1).kill();
            nodes.stateDisk().fill();
            var killedAt = System.nanoTime();
            nodes.topologies(1).start();
            scene.rest(FULL);
            judge(scene, "state", probe, killedAt);
            nodes.stateDisk().empty();
            recover(scene, chat, "state", nodes.topologies(1));
        }
        scene.judge(chat);
    }

    private static void recover(Scene scene, Traffic chat, String what, Node node) {
        scene.say("disk free again");
        var freeAt = System.nanoTime();
        if (!node.isAlive()) {
            node.start().awaitReady(START);
        }
        scene.findings().within(what + ": chat flows again", chat.awaitFlow(freeAt, GIVE_UP), RECOVERY);
    }

    private static void judge(Scene scene, String what, Probe probe, long from) {
        var answers = probe.between(from, System.nanoTime());
        var longest = answers.stream().mapToLong(Probe.Heard::tookNanos).max().orElse(0);
        scene.findings().within(what + ": longest wait for an answer", longest, LONGEST_ANSWER);
        scene.findings()
                .check(
                        what + ": 503 with Retry-After, and nothing else but success",
                        Probe.isUnavailability(answers),
                        Probe.statuses(answers).toString());
    }
}
