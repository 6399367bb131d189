package dev.parley.bench.load;

import dev.parley.bench.client.Outcome;
import dev.parley.bench.client.Patience;
import dev.parley.bench.client.Platform;
import dev.parley.bench.client.RefusedException;
import dev.parley.bench.client.Tokens;
import dev.parley.bench.ledger.Ledger;
import dev.parley.bench.socket.SocketLoops;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What a scenario is set up with. */
record Stage(String runId, Platform platform, Tokens tokens, SocketLoops loops, Ledger ledger, Arrivals arrivals) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Does something for each number below a count, many at a time. */
    void forEach(int count, IntConsumer task) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, count)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> task.accept(i)))
                    .toList();
            for (var each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw new IllegalStateException("The scenario could not be set up.", e);
        }
    }

    /** Asks until the outcome is known, and returns the seq where there is one. */
    long insist(String what, Supplier<Outcome> question) {
        var waiting = new Patience(PATIENCE);
        while (true) {
            switch (question.get()) {
                case Outcome.Accepted(var _, var seq, var _) -> {
                    return seq;
                }
                case Outcome.Refused(var code, var detail) ->
                    throw new RefusedException(what + " was refused: " + code + " " + detail);
                case Outcome.Unknown(var why, var retryAfter) -> waiting.pause(retryAfter, what + " (" + why + ")");
            }
        }
    }

    /** The same, for an action in a conversation: it goes into the ledger as well. */
    long insistInConversation(String id, String conversation, Supplier<Outcome> question) {
        var sent = ledger.sending(id, conversation, null, 0);
        var seq = insist(id, question);
        sent.accepted(seq, System.nanoTime());
        return seq;
    }
}
