package dev.parley.edge.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.edge.redis.SeenSessions.Seen;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When sessions were last connected, over nodes. */
class SeenSessionsIT {
    /** So that no stall of the machine counts as an outage of Redis. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private final TestRedis redis = TestRedis.start();
    private final RedisNode one = RedisNode.connected(redis, "one", LONG);
    private final RedisNode other = RedisNode.connected(redis, "other", LONG);

    @AfterEach
    void stop() {
        one.close();
        other.close();
        redis.close();
    }

    private UserCaller session(String user, String id) {
        return new UserCaller("acme", user, id, 0, one.instant().plusSeconds(3_600));
    }

    private Optional<Seen> seen(RedisNode node, String user, String id) {
        return node.seen.find("acme", user, List.of(id, "never")).map(found -> found.get(id));
    }

    private void awaitConnected(RedisNode node, String id, boolean isConnected) {
        Eventually.isTrue(
                id + " is connected: " + isConnected,
                () -> seen(node, "alice", id)
                        .filter(it -> it.isConnected() == isConnected)
                        .isPresent());
    }

    @Test
    void isConnectedWhileAnyNodeHasASocketOfIt() {
        one.seen.connected(session("alice", "s"));
        awaitConnected(other, "s", true);
        other.seen.connected(session("alice", "s"));
        one.seen.disconnected(session("alice", "s"));
        awaitConnected(one, "s", true);
        other.seen.disconnected(session("alice", "s"));
        awaitConnected(one, "s", false);
        assertTrue(
                seen(one, "alice", "s").orElseThrow().at().isAfter(one.instant().minusSeconds(60)));
    }

    @Test
    void isNoLongerConnectedWhereItsNodeIsSilent() {
        one.seen.connected(session("alice", "s"));
        awaitConnected(other, "s", true);
        other.advance(SeenSessions.INTERVAL_SECONDS);
        awaitConnected(other, "s", true);
        other.advance(SeenSessions.INTERVAL_SECONDS);
        awaitConnected(other, "s", false);
    }

    @Test
    void isOfItsUserAndOfNobodyElse() {
        one.seen.connected(session("alice", "s"));
        awaitConnected(other, "s", true);
        assertEquals(Optional.of(Map.of()), other.seen.find("acme", "bob", List.of("s")));
        assertEquals(Optional.of(Map.of()), other.seen.find("globex", "alice", List.of("s")));
    }

    @Test
    void isForgottenWhenItsTokenEnds() {
        var before = one.count("answered");
        one.seen.connected(new UserCaller("acme", "alice", "s", 0, one.instant().plusSeconds(-1)));
        Eventually.isTrue("both commands were answered", () -> one.count("answered") == before + 2);
        assertEquals(Optional.of(Map.of()), other.seen.find("acme", "alice", List.of("s")));
        assertEquals(Optional.empty(), seen(other, "alice", "s"));
    }
}
