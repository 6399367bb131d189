package dev.parley.faults;

import dev.parley.faults.traffic.Returns;
import dev.parley.faults.traffic.Traffic;
import java.time.Duration;
import java.util.HashSet;

/**
 * Row 34: one of two push nodes with as many sockets each is killed. All its clients come back at once on the other one, whose own
 * clients must not notice. A group is on one node.
 */
final class ReconnectStorm implements FaultScenario {
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final Duration OTHERS = Duration.ofMillis(500);
    private static final Duration NOTICE = Duration.ofSeconds(10);
    private static final Duration GIVE_UP = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.99;

    @Override
    public int number() {
        return 34;
    }

    @Override
    public String title() {
        return "kill -9 one of two push nodes; its clients all come back at once, those of the other notice nothing";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var nodes = scene.cluster();
        nodes.running(nodes.push(2));
        var groups = scene.settings().sockets() / Scene.MEMBERS;
        // Even groups on the first node, odd ones on the second.
        var began = System.nanoTime();
        var chat = scene.chat(2 * groups, Scene.MEMBERS, member -> member / Scene.MEMBERS % 2);
        scene.say("push node killed");
        var killedAt = System.nanoTime();
        nodes.push(1).kill();
        while (chat.returns().away() < groups * Scene.MEMBERS && System.nanoTime() - killedAt < NOTICE.toNanos()) {
            scene.rest(LOOK_AGAIN);
        }
        var isBack = chat.awaitCaughtUp(GIVE_UP);
        var backAt = System.nanoTime();
        scene.findings()
                .within("every client back with all it had missed", isBack ? backAt - killedAt : Long.MAX_VALUE, BOUND);
        noteReturns(scene, chat.returns().since(killedAt));
        noteOthers(scene, chat, new Moments(began, killedAt, backAt));
        scene.judge(chat);
    }

    private record Moments(long began, long killed, long back) {}

    private static void noteReturns(Scene scene, Returns.Summary returned) {
        var findings = scene.findings();
        findings.note(
                "clients that came back",
                String.format(
                        "%,d, half of them after %s, 99 of 100 after %s, the last after %s",
                        returned.users(),
                        seconds(returned.median()),
                        seconds(returned.nearlyAll()),
                        seconds(returned.last())));
        findings.note(
                "told to come later",
                String.format(
                        "%,d, back at most %s after that",
                        returned.turnedAway(), seconds(returned.longestTurnedAway())));
        findings.note("attempts that failed, by code", returned.failures().toString());
    }

    private static void noteOthers(Scene scene, Traffic chat, Moments at) {
        var others = new HashSet<String>();
        for (var group = 1; group < chat.groups(); group += 2) {
            others.add(chat.conversation(group));
        }
        var deliveries = chat.deliveries();
        var before = deliveries.latency(others::contains, at.began(), at.killed(), NEARLY_ALL);
        var median = deliveries.latency(others::contains, at.killed(), at.back(), MEDIAN);
        var meanwhile = deliveries.latency(others::contains, at.killed(), at.back(), NEARLY_ALL);
        scene.findings()
                .check(
                        "p99 of the others' messages meanwhile, at most " + OTHERS.toMillis() + " ms",
                        meanwhile.compareTo(OTHERS) <= 0,
                        String.format(
                                "%,d ms, p50 %,d ms; p99 before %,d ms",
                                meanwhile.toMillis(), median.toMillis(), before.toMillis()));
    }

    private static String seconds(Duration time) {
        return Findings.seconds(time.toNanos());
    }
}
