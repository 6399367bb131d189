package dev.parley.edge.redis;

import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.edge.redis.RedisAnswer.Answered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * {@link SeenSessions} as one hash for each session, which ends with its token: {@code at}, and for each node with a socket of it until
 * when that counts unless the node says so again.
 *
 * @param node of this process; a new name at each start
 */
record RedisSeenSessions(RedisCalls<String> redis, String node, InstantSource clock) implements SeenSessions {
    private static final String KEY = "parley:session:";
    private static final String AT = "at";
    private static final String NODE = "node:";
    /** A node that is silent for so long has no sockets any more. */
    private static final Duration COUNTS = Duration.ofSeconds(INTERVAL_SECONDS + INTERVAL_SECONDS / 2);

    @Override
    public void connected(UserCaller session) {
        var now = clock.instant();
        var fields = Map.of(
                AT,
                Long.toString(now.toEpochMilli()),
                NODE + node,
                Long.toString(now.plus(COUNTS).toEpochMilli()));
        note(session, fields);
    }

    @Override
    public void disconnected(UserCaller session) {
        note(session, Map.of(AT, Long.toString(clock.millis()), NODE + node, "0"));
    }

    @Override
    public Optional<Map<String, Seen>> find(String tenant, String user, List<String> sessions) {
        // All are sent before the first is waited for.
        var asked = sessions.stream()
                .map(session -> redis.call(it -> it.hgetall(key(tenant, user, session))))
                .toList();
        var now = clock.millis();
        var found = new HashMap<String, Seen>();
        for (var i = 0; i < asked.size(); i++) {
            if (!(asked.get(i).join() instanceof Answered<Map<String, String>>(var fields)) || fields == null) {
                return Optional.empty();
            }
            var session = sessions.get(i);
            seen(fields, now).ifPresent(seen -> found.put(session, seen));
        }
        return Optional.of(found);
    }

    private void note(UserCaller session, Map<String, String> fields) {
        var key = key(session.tenant(), session.user(), session.session());
        CompletableFuture<?> _ = redis.note(it -> it.hset(key, fields));
        CompletableFuture<?> _ = redis.note(it -> it.pexpireat(key, session.expiresAt()));
    }

    private static Optional<Seen> seen(Map<String, String> fields, long now) {
        var isConnected = fields.entrySet().stream()
                .anyMatch(field -> field.getKey().startsWith(NODE) && millis(field.getValue()) > now);
        return Optional.ofNullable(fields.get(AT)).map(at -> new Seen(Instant.ofEpochMilli(millis(at)), isConnected));
    }

    /** Somebody else may have written there. */
    private static long millis(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static String key(String tenant, String user, String session) {
        return KEY + tenant + "/" + user + "/" + session;
    }
}
