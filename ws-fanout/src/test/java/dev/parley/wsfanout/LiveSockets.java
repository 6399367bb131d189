package dev.parley.wsfanout;

import dev.parley.testkit.Eventually;
import java.util.concurrent.CountDownLatch;

/** Sockets of a node whose memberships are known to it, and what comes of it. */
final class LiveSockets {
    private LiveSockets() {}

    static TestSocket live(RunningNode node, String user) {
        return live(node, RunningNode.TENANT, user);
    }

    /** What is asked of its memberships is answered. */
    static TestSocket live(RunningNode node, String tenant, String user) {
        var socket = TestSocket.open(node.front.port(), node.token(tenant, user));
        socket.send("{\"type\":\"hello\",\"device\":\"" + System.nanoTime() + "\"}");
        socket.expect("welcome");
        socket.send("{\"type\":\"receipt\",\"ref\":\"live\",\"conversation\":\"g:none\",\"readUpTo\":1}");
        socket.expect("rejected");
        return socket;
    }

    /** Everything that was shown to the node so far is taken, and its frames are sent. */
    static void settle(RunningNode node) {
        for (var thread : new InMemoryTail[] {node.signals.tail, node.tail, node.signals.tail, node.tail}) {
            var done = new CountDownLatch(1);
            thread.execute(done::countDown);
            Eventually.isTrue("it is done", () -> done.getCount() == 0);
        }
    }
}
