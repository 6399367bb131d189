package dev.parley.client;

import java.time.Duration;
import java.util.function.Supplier;

/** Repeats a write until its outcome is known. The write must have an idempotency key. */
public final class OutcomeRetry {
    private OutcomeRetry() {}

    /**
     * The seq of the outcome.
     *
     * @param what names the write in errors
     * @throws RequestRefusedException it was refused
     * @throws GaveUpException its outcome was not known in time
     */
    public static long seqOf(String what, Duration atMost, Supplier<Outcome> write) {
        return of(what, atMost, write).seq();
    }

    /** As {@link #seqOf}, with all that the outcome says. */
    public static Outcome.Accepted of(String what, Duration atMost, Supplier<Outcome> write) {
        var backoff = new RetryBackoff(atMost);
        while (true) {
            switch (write.get()) {
                case Outcome.Accepted accepted -> {
                    return accepted;
                }
                case Outcome.Refused(var code, var detail) ->
                    throw new RequestRefusedException(what + " was refused: " + code + " " + detail);
                case Outcome.Unknown(var why, var retryAfter) -> backoff.pause(retryAfter, what + " (" + why + ")");
            }
        }
    }
}
