package dev.parley.edge.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How the platform speaks to Redis. */
final class RedisClients {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** After it a command is forgotten, of which nobody has been waiting for an answer for long. */
    private static final Duration FORGET = Duration.ofSeconds(5);

    private static final Duration STOP = Duration.ofMillis(200);
    private static final int MOST_IN_QUEUE = 8_192;
    private static final int THREADS = 2;
    /** Nodes that lost the same Redis come back one after the other. */
    private static final Delay RECONNECT =
            Delay.fullJitter(Duration.ofMillis(20), Duration.ofSeconds(1), 20, TimeUnit.MILLISECONDS);
    /** Below the 900 s after which an overlay network forgets an idle connection. */
    private static final KeepAliveOptions KEEP_ALIVE = KeepAliveOptions.builder()
            .enable()
            .idle(Duration.ofSeconds(60))
            .interval(Duration.ofSeconds(10))
            .count(3)
            .build();

    private RedisClients() {}

    static void shutDown(RedisClient client) {
        client.shutdown(Duration.ZERO, STOP);
        client.getResources().shutdown(0, STOP.toMillis(), TimeUnit.MILLISECONDS);
    }

    static RedisClient create() {
        var resources = ClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .reconnectDelay(RECONNECT)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        var client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                // What nobody waits for must not be sent when the connection is back.
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_IN_QUEUE)
                .timeoutOptions(TimeoutOptions.enabled(FORGET))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT)
                        .keepAlive(KEEP_ALIVE)
                        .build())
                .build());
        return client;
    }
}
