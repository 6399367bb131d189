package dev.parley.edge.log;

import java.util.concurrent.CompletableFuture;

/**
 * The durable log behind the edges. In production: Kafka with acks=all. The future never fails and always completes, at the
 * latest after the configured wait (5 s): no answer is {@link Answer.Unknown}. It completes on the thread that delivers
 * outcomes, so what follows must not block it.
 */
public interface ActionLog {
    /** Whether an append returns at once now; false where it may block. */
    boolean wouldNotBlock();

    CompletableFuture<Answer> append(ActionDraft draft);

    CompletableFuture<Answer> append(UserActionDraft draft);
}
