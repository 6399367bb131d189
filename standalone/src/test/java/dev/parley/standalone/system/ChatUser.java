package dev.parley.standalone.system;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A user with a token. */
record ChatUser(String tenant, String name, String token, URI base) {
    private static final int MOST_ATTEMPTS = 200;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    RestClient rest() {
        return RestClient.withToken(base, token);
    }

    /** Sends until it is known what came of it, always with the same id, as a client should. */
    Reply say(Map<String, ?> receiver, String id, String text) {
        var body = Map.of("receiver", receiver, "text", text);
        for (var attempt = 1; ; attempt++) {
            try {
                var reply = rest().post("/v1/messages", id, body);
                if (reply.status() != 503) {
                    return reply;
                }
            } catch (UncheckedIOException e) {
                // Not answered means unknown.
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
            if (attempt == MOST_ATTEMPTS) {
                throw new AssertionError(name + " gave up on " + id);
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
    }
}
