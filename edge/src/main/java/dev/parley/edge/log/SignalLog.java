package dev.parley.edge.log;

import java.util.concurrent.CompletableFuture;

/**
 * A durable log that no message waits for: receipts, ephemeral signals, leases. In production: Kafka with acks=all. The future never
 * fails and always completes, on the thread that delivers acknowledgements, so what follows must not block it.
 */
public interface SignalLog<T> {
    /** Whether one more would be taken now; false where so many are in flight that it would be refused unsent. */
    boolean hasRoom();

    /** True once it is durable; false where that is not known within the configured wait. Sending it again does no harm. */
    CompletableFuture<Boolean> append(T signal);
}
