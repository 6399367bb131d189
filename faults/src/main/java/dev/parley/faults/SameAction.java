package dev.parley.faults;

import dev.parley.client.Outcome;
import dev.parley.client.PlatformClient;
import dev.parley.client.RetryBackoff;
import dev.parley.faults.traffic.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Row 7: the same action ten times at once at two ingresses, and again after everything that remembers it was killed. */
final class SameAction implements FaultScenario {
    private static final int TIMES = 10;
    private static final int ACTIONS = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofSeconds(60);

    @Override
    public int number() {
        return 7;
    }

    @Override
    public String title() {
        return "the same action ten times at once, and after a restart; one message, the same answers";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var nodes = scene.cluster();
        nodes.running(nodes.ingress(2));
        var chat = scene.chat();
        try (var first = scene.platformAt(nodes.ingress(1).address());
                var second = scene.platformAt(nodes.ingress(2).address())) {
            scene.say("the same action ten times at once");
            askAll(scene, chat, List.of(first, second), "at once");
            scene.say("topologies and ingress killed");
            var killed = List.of(nodes.topologies(1), nodes.topologies(2), nodes.ingress(1), nodes.ingress(2));
            killed.forEach(node -> node.kill());
            killed.forEach(node -> node.start());
            killed.forEach(node -> node.awaitReady(START));
            scene.say("the same actions again");
            askAll(scene, chat, List.of(first, second), "after a restart");
        }
        scene.judge(chat);
    }

    private static void askAll(Scene scene, Traffic chat, List<PlatformClient> platforms, String when)
            throws InterruptedException {
        var accepted = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Outcome>>();
            for (var i = 0; i < ACTIONS * TIMES; i++) {
                var action = i / TIMES;
                var platform = platforms.get(i % platforms.size());
                asked.add(threads.submit(() -> insist(chat, platform, action)));
            }
            for (var each : asked) {
                switch (each.get()) {
                    case Outcome.Accepted _ -> accepted++;
                    case Outcome.Refused(var code, var detail) ->
                        scene.findings().check(when + ": not refused", false, code + " " + detail);
                    case Outcome.Unknown(var why, var _) ->
                        throw new IllegalStateException("An action stayed unknown: " + why);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A request failed: " + e.getCause(), e);
        }
        scene.findings()
                .check(when + ": every one accepted", accepted == ACTIONS * TIMES, accepted + " of " + ACTIONS * TIMES);
    }

    private static Outcome insist(Traffic chat, PlatformClient platform, int action) {
        var waiting = new RetryBackoff(TIMEOUT);
        var outcome = chat.ask(platform, action);
        while (outcome instanceof Outcome.Unknown(var why, var retryAfter)) {
            waiting.pause(retryAfter, "own message " + action + " (" + why + ")");
            outcome = chat.ask(platform, action);
        }
        return outcome;
    }
}
