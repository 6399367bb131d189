package dev.parley.faults;

import dev.parley.client.MessageReceiver;
import dev.parley.client.Outcome;
import dev.parley.client.OutgoingMessage;
import dev.parley.faults.node.FakeTime;
import dev.parley.faults.traffic.Traffic;
import java.time.Duration;

/** Row 17: an ingress five minutes ahead, and a broker whose clock steps back and forth by five minutes. */
final class WrongClock implements FaultScenario {
    private static final int OFF = 300;
    private static final Duration WRONG = Duration.ofSeconds(8);
    private static final Duration GIVE_UP = Duration.ofSeconds(60);
    private static final Duration RECOVERY = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofMinutes(2);

    @Override
    public int number() {
        return 17;
    }

    @Override
    public String title() {
        return "clocks five minutes off, or stepping back; ids and seq stay monotone";
    }

    @Override
    public String impediment() {
        return FakeTime.isPossible() ? "" : "there is no libfaketime (Debian: apt-get install faketime)";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var nodes = scene.cluster();
        nodes.running(nodes.ingress(2));
        var chat = scene.chat();
        scene.say("ingress five minutes ahead");
        nodes.ingress(1).kill();
        nodes.withFakeTime(nodes.ingress(1)).offset(OFF);
        nodes.ingress(1).start().awaitReady(START);
        tokenOfTheFuture(scene, chat);

        scene.say("broker started again with a clock of its own");
        nodes.broker().stop();
        var clock = nodes.withFakeTime(nodes.broker());
        nodes.broker().start().awaitReady(START);
        flows(scene, chat, "right");
        clock.offset(-OFF);
        flows(scene, chat, "five minutes back");
        clock.offset(OFF);
        flows(scene, chat, "ten minutes on");
        clock.offset(0);
        flows(scene, chat, "right again");
        scene.judge(chat);
        var disorder = chat.answers().agesOutOfOrder();
        scene.findings().check("ids of messages are as old as their seq says", disorder.isEmpty(), disorder.toString());
        nodes.ingress(1).kill();
        nodes.broker().stop();
        nodes.withRightTime();
    }

    /** What is issued by a clock five minutes ahead is not issued yet, by a clock that is right. */
    private static void tokenOfTheFuture(Scene scene, Traffic chat) {
        var nodes = scene.cluster();
        try (var ahead = scene.platformAt(nodes.ingress(1).address());
                var right = scene.platformAt(nodes.ingress(2).address())) {
            var token = ahead.mintToken(chat.anyUser(), "future");
            var message = new OutgoingMessage("future", new MessageReceiver.User(chat.anyUser()), "not yet");
            var outcome = right.post(token, message);
            scene.findings()
                    .check(
                            "a token of the future is refused",
                            outcome instanceof Outcome.Refused(var code, var _) && code.startsWith("token-"),
                            outcome.toString());
        }
    }

    private static void flows(Scene scene, Traffic chat, String clock) {
        scene.say("broker's clock is " + clock);
        scene.rest(FakeTime.NOTICED);
        scene.findings()
                .within(
                        "chat flows with the broker's clock " + clock,
                        chat.awaitFlow(System.nanoTime(), GIVE_UP),
                        RECOVERY);
        scene.rest(WRONG);
    }
}
