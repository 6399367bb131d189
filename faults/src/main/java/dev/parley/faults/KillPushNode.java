package dev.parley.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Row 1: all sockets are on one push node when it is killed; a second one takes them. */
final class KillPushNode implements FaultScenario {
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final Duration NOTICE = Duration.ofSeconds(10);
    private static final Duration GIVE_UP = Duration.ofSeconds(60);
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    @Override
    public int number() {
        return 1;
    }

    @Override
    public String title() {
        return "kill -9 a push node under load; its clients resume on another one";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var nodes = scene.cluster();
        nodes.running(nodes.push(2));
        var sockets = scene.settings().sockets() / Scene.MEMBERS * Scene.MEMBERS;
        var chat = scene.chat(sockets / Scene.MEMBERS, Scene.MEMBERS, _ -> 0);
        var lostBefore = chat.lostConnections();
        scene.say("push node killed");
        var killedAt = System.nanoTime();
        nodes.push(1).kill();
        while (chat.lostConnections() - lostBefore < sockets && System.nanoTime() - killedAt < NOTICE.toNanos()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        scene.findings().note("sockets on the killed node", Long.toString(chat.lostConnections() - lostBefore));
        var isBack = chat.awaitCaughtUp(GIVE_UP);
        var took = isBack ? System.nanoTime() - killedAt : Long.MAX_VALUE;
        scene.findings().within("every client back with all it had missed", took, BOUND);
        scene.rest(AFTERWARDS);
        scene.judge(chat);
    }
}
