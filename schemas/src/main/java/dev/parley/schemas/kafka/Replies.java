package dev.parley.schemas.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what Kafka answers, never longer than said. */
public final class Replies {
    private Replies() {}

    /**
     * The answer.
     *
     * @param question what was asked, for the message: "Kafka did not …"
     * @throws LogUnavailableException there was none in time, or it was a failure, which is then the cause
     */
    public static <T> T await(Future<T> answer, Duration atMost, String question) {
        try {
            return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new LogUnavailableException("Kafka did not " + question + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new LogUnavailableException("Kafka did not " + question + " within " + atMost.toSeconds() + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("Interrupted before Kafka could " + question + ".", e);
        }
    }
}
