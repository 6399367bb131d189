package dev.parley.edge.redis;

import dev.parley.edge.identity.InMemoryRedeemedTickets;
import dev.parley.edge.redis.RedisAnswer.Answered;
import dev.parley.runtime.config.Secret;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.TestRedis;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** What one node has of a Redis, and a clock that a test may put forward. */
final class RedisNode implements AutoCloseable, InstantSource {
    final PrometheusRegistry metrics = new PrometheusRegistry();
    final RedisCalls<String> calls;
    final RedisRedeemedTickets tickets;
    final RedisSeenSessions seen;
    private final AtomicLong aheadSeconds = new AtomicLong();

    RedisNode(TestRedis redis, String name, Duration patience) {
        var address = new RedisAddress(new Secret(redis.url()));
        calls = RedisCalls.open(address, StringCodec.UTF8, RedisMetrics.of(name, "sessions", metrics), patience);
        tickets = new RedisRedeemedTickets(new InMemoryRedeemedTickets(this), calls, this);
        seen = new RedisSeenSessions(calls, name, this);
    }

    /** A node that is connected. */
    static RedisNode connected(TestRedis redis, String name, Duration patience) {
        var node = new RedisNode(redis, name, patience);
        node.awaitAnswer();
        return node;
    }

    void awaitAnswer() {
        Eventually.isTrue("Redis answers the node", this::isAnswered);
    }

    boolean isAnswered() {
        return calls.call(BaseRedisAsyncCommands::ping).join() instanceof Answered;
    }

    void advance(long seconds) {
        aheadSeconds.addAndGet(seconds);
    }

    @Override
    public Instant instant() {
        return Instant.now().plusSeconds(aheadSeconds.get());
    }

    /** Calls that were made and not answered in time. */
    double unanswered() {
        return count("timed-out") + count("failed");
    }

    double count(String result) {
        return metrics.scrape("parley_edge_redis_calls"::equals).stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .filter(point -> result.equals(point.getLabels().get("result")))
                .mapToDouble(point -> ((CounterDataPointSnapshot) point).getValue())
                .sum();
    }

    boolean showsAnOpenBreaker() {
        return metrics.scrape("parley_edge_redis_breaker_open"::equals).stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .anyMatch(point -> ((GaugeDataPointSnapshot) point).getValue() == 1);
    }

    @Override
    public void close() {
        calls.close();
    }
}
