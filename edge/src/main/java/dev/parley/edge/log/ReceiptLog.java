package dev.parley.edge.log;

import java.util.concurrent.CompletableFuture;

/**
 * The durable log of how far members have got. In production: Kafka with acks=all. The future never fails and always completes,
 * on the thread that delivers acknowledgements, so what follows must not block it.
 */
public interface ReceiptLog {
    /** Whether one more receipt would be taken now; false where so many are in flight that it would be refused unsent. */
    boolean hasRoom();

    /** True once it is durable; false where that is not known within the configured wait, and sending it again does no harm. */
    CompletableFuture<Boolean> append(ReceiptDraft draft);
}
