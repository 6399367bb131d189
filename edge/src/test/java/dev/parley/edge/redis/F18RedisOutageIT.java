package dev.parley.edge.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fault 18: Redis is killed, frozen, emptied. Nothing waits for it, and it is not overrun when it is back. */
class F18RedisOutageIT {
    private static final int MANY = 2_000;
    private static final Duration PATIENCE = Duration.ofMillis(100);
    /** Five failures, and what was under way then. */
    private static final int MOST_AT_ONCE = 12;

    private final TestRedis redis = TestRedis.start();
    private final RedisNode node = RedisNode.connected(redis, "one", PATIENCE);
    private final RedisNode other = RedisNode.connected(redis, "other", PATIENCE);

    @AfterEach
    void stop() {
        node.close();
        other.close();
        redis.close();
    }

    private UserCaller session(String id) {
        return new UserCaller("acme", "alice", id, 0, node.instant().plusSeconds(3_600));
    }

    private Instant inAMinute() {
        return node.instant().plusSeconds(60);
    }

    /** Tickets and notes go on; of all these calls Redis is sent a few. */
    private void assertGoesOn() {
        var unansweredBefore = node.unanswered();
        var begin = System.nanoTime();
        for (var i = 0; i < MANY; i++) {
            assertTrue(node.tickets.redeem("while-" + i, inAMinute()));
            assertFalse(node.tickets.redeem("while-" + i, inAMinute()));
            node.seen.connected(session("s" + i));
        }
        assertTrue(node.showsAnOpenBreaker());
        assertEquals(Optional.empty(), node.seen.find("acme", "alice", List.of("s1")));
        var made = node.unanswered() - unansweredBefore;
        var most = MOST_AT_ONCE + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        assertTrue(made <= most, made + " calls were made");
        assertTrue(node.count("not-made") > 2 * MANY, node.count("not-made") + " calls were not made");
    }

    /** A busy machine may be late with an answer, and the next ticket finds it. */
    private void assertIsBack() {
        Eventually.isTrue("a ticket is good for one use on both nodes", () -> {
            var ticket = UUID.randomUUID().toString();
            return node.tickets.redeem(ticket, inAMinute()) && !other.tickets.redeem(ticket, inAMinute());
        });
    }

    @Test
    void goesOnWithoutItWhileItIsKilled() {
        redis.kill();
        assertGoesOn();
        redis.startAgain();
        node.awaitAnswer();
        assertEquals(0, redis.calls("set"), "nothing was waiting for its return");
        assertIsBack();
    }

    @Test
    void goesOnWithoutItWhileItIsFrozen() {
        redis.freeze();
        assertGoesOn();
        var sent = node.unanswered();
        redis.thaw();
        // Over the same connection: whatever was sent before has been handled then.
        node.awaitAnswer();
        assertTrue(redis.calls("set") <= sent, redis.calls("set") + " tickets reached Redis");
        assertIsBack();
    }

    @Test
    void goesOnWhereItForgotEverything() {
        assertTrue(node.tickets.redeem("t", inAMinute()));
        node.seen.connected(session("s"));
        redis.flush();
        assertFalse(node.tickets.redeem("t", inAMinute()), "this node remembers");
        assertIsBack();
        Eventually.isTrue("the session is noted again", () -> {
            node.seen.connected(session("s"));
            return other.seen
                    .find("acme", "alice", List.of("s"))
                    .filter(seen -> seen.containsKey("s"))
                    .isPresent();
        });
    }

    @Test
    void startsWithoutItAndFindsItLater() {
        redis.kill();
        try (var late = new RedisNode(redis, "late", PATIENCE)) {
            assertTrue(late.tickets.redeem("t", inAMinute()));
            redis.startAgain();
            late.awaitAnswer();
            assertIsBack();
        }
    }
}
