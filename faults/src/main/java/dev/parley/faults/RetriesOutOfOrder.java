package dev.parley.faults;

import dev.parley.client.Outcome;
import dev.parley.client.PlatformClient;
import dev.parley.faults.proxy.Conduct;
import dev.parley.faults.proxy.Direction;
import dev.parley.faults.proxy.FaultProxy;
import dev.parley.faults.traffic.Traffic;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/**
 * Row 8: the answers to three messages are lost on the way, and their retries come in another order; then a message itself is
 * lost on the way, and its retry comes after the one that was said later.
 */
final class RetriesOutOfOrder implements FaultScenario {
    private static final Duration HEARD = Duration.ofSeconds(10);
    private static final int ROUNDS = 5;
    private static final int IDS_A_ROUND = 10;

    @Override
    public int number() {
        return 8;
    }

    @Override
    public String title() {
        return "retries out of order (2, 1, 3); the order of the log holds";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var ingress = scene.cluster().ingress(1).address();
        var chat = scene.chat();
        try (var proxy = FaultProxy.before(new InetSocketAddress(ingress.getHost(), ingress.getPort()));
                var direct = scene.platformAt(ingress)) {
            var through = URI.create("http://127.0.0.1:" + proxy.port());
            for (var round = 0; round < ROUNDS; round++) {
                answersLost(scene, chat, proxy, direct, through, round * IDS_A_ROUND);
                requestLost(scene, chat, proxy, direct, through, round * IDS_A_ROUND + IDS_A_ROUND / 2);
            }
        }
        scene.judge(chat);
    }

    private static void answersLost(
            Scene scene, Traffic chat, FaultProxy proxy, PlatformClient direct, URI through, int first) {
        scene.say("answers lost, retries out of order");
        proxy.behave(Direction.TO_CLIENT, new Conduct.BlackHole());
        var heard = new long[3];
        try (var lossy = scene.platformAt(through)) {
            for (var i = 0; i < heard.length; i++) {
                var id = first + i;
                Thread.ofVirtual().start(() -> chat.ask(lossy, id));
                heard[i] = chat.awaitHeard(id, HEARD);
            }
            proxy.reset();
        }
        proxy.behave(Direction.TO_CLIENT, new Conduct.Pass());
        var second = seq(chat.ask(direct, first + 1));
        var one = seq(chat.ask(direct, first));
        var third = seq(chat.ask(direct, first + 2));
        scene.findings()
                .check(
                        "retries 2, 1, 3 answer with the places of 1, 2, 3",
                        one == heard[0]
                                && second == heard[1]
                                && third == heard[2]
                                && one > 0
                                && one < second
                                && second < third,
                        one + " < " + second + " < " + third);
    }

    private static void requestLost(
            Scene scene, Traffic chat, FaultProxy proxy, PlatformClient direct, URI through, int first) {
        scene.say("a request lost, its retry late");
        proxy.behave(Direction.TO_SERVER, new Conduct.BlackHole());
        long later;
        try (var lossy = scene.platformAt(through)) {
            Thread.ofVirtual().start(() -> chat.ask(lossy, first));
            later = seq(chat.ask(direct, first + 1));
            proxy.reset();
        }
        proxy.behave(Direction.TO_SERVER, new Conduct.Pass());
        var late = seq(chat.ask(direct, first));
        var again = seq(chat.ask(direct, first + 1));
        scene.findings()
                .check(
                        "what came late stands late, and stays there",
                        later > 0 && later < late && again == later,
                        later + " < " + late);
    }

    private static long seq(Outcome outcome) {
        return outcome instanceof Outcome.Accepted(var _, var seq, var _) ? seq : 0;
    }
}
