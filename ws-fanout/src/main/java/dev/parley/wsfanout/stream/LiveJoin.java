package dev.parley.wsfanout.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The last step of a resume, on the tail's thread between two batches: what the ring holds after the cursors, and then the
 * session is live. Nothing can fall between the two.
 */
record LiveJoin(EventLog log, EventCodec codec, LiveRouter router, Executor tailThread) {
    /** More than this is sent by the resuming thread, with regard to the client's speed. */
    private static final int MAX_EVENTS = 512;

    /** Longer than any batch takes. */
    private static final Duration TAIL_WAIT = Duration.ofSeconds(60);

    /** False where the tail has run on too far: resume a bit more, then try again. */
    boolean attempt(Subscription subscription, Cursors cursors, ResumePoint point) {
        return CompletableFuture.supplyAsync(() -> join(subscription, cursors, point), tailThread)
                .orTimeout(TAIL_WAIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private boolean join(Subscription subscription, Cursors cursors, ResumePoint point) {
        var subscriber = subscription.subscriber();
        if (!subscriber.isOpen() || !subscriber.hasRoom() || !closeUp(subscription, cursors)) {
            return false;
        }
        router.join(subscription);
        if (point.isPresent()) {
            tellCaughtUp(subscription, point);
        }
        return true;
    }

    private boolean closeUp(Subscription subscription, Cursors cursors) {
        var sent = 0;
        for (var partition = 0; partition < cursors.count(); partition++) {
            var chunk = log.recent(partition, cursors.of(partition));
            if (chunk.isEmpty()) {
                return false;
            }
            chunk.get().events().forEach(event -> subscription.offer(event, codec));
            cursors.moveTo(partition, chunk.get().next());
            sent += chunk.get().events().size();
            if (!chunk.get().isLast() || sent > MAX_EVENTS) {
                return false;
            }
        }
        return true;
    }

    private static void tellCaughtUp(Subscription subscription, ResumePoint point) {
        for (var conversation : subscription.bookmarks().conversations()) {
            var bookmark = subscription.bookmarks().find(conversation);
            if (bookmark != null && (bookmark.isOpen() || point.positions().containsKey(conversation))) {
                subscription.subscriber().caughtUp(conversation, bookmark.settled());
            }
        }
    }
}
