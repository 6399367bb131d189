package dev.parley.faults.traffic;

import dev.parley.client.GaveUpException;
import dev.parley.client.Outcome;
import dev.parley.client.RetryBackoff;
import dev.parley.client.ledger.Sent;
import java.time.Duration;
import java.util.function.Supplier;

/** Asks for things until their outcome is known, each under the same id, and notes every answer. Blocks: for virtual threads. */
final class Attempts {
    private final Counts counts;
    private final NotedAnswers answers;
    private final Duration timeout;

    Attempts(Counts counts, NotedAnswers answers, Duration timeout) {
        this.counts = counts;
        this.answers = answers;
        this.timeout = timeout;
    }

    /** The last answer: unknown only where it gave up; then it stays unanswered, which the judge sees. */
    Outcome untilKnown(Sent sent, Supplier<Outcome> attempt) {
        var waiting = new RetryBackoff(timeout);
        while (true) {
            var outcome = attempt.get();
            answers.note(sent, outcome);
            if (!(outcome instanceof Outcome.Unknown(var why, var retryAfter))) {
                return outcome;
            }
            counts.unknown(why);
            try {
                waiting.pause(retryAfter, sent.id());
            } catch (GaveUpException e) {
                counts.unknown("given up");
                return outcome;
            }
        }
    }
}
