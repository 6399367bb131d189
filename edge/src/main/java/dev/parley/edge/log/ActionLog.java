package dev.parley.edge.log;

import dev.parley.schemas.Action;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.UserAction;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The durable log behind the edges. In production: Kafka with acks=all. The draft is called once, with the address that the
 * answer will come to. The future never fails and always completes, at the latest after the configured wait (5 s): no
 * answer is {@link Answer.Unknown}. It completes on the tail's thread, so what follows must not block it.
 */
public interface ActionLog {
    /** Whether an append returns at once now, however the log is; false where it may block. */
    boolean isQuick();

    CompletableFuture<Answer> append(Function<ReplyAddress, Action> draft);

    CompletableFuture<Answer> appendUser(Function<ReplyAddress, UserAction> draft);
}
