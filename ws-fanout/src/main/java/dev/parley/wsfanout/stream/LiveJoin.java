package dev.parley.wsfanout.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The last step of a resume, on the tail's thread between two batches: what the ring holds after the offsets, and then the
 * session is live. Nothing can fall between the two.
 */
record LiveJoin(EventLog log, EventCodec codec, LiveRouter router, Executor tailThread) {
    /** What the first attempt may send; the rest is the resuming thread's, which holds up nobody else. */
    private static final int FIRST_EVENTS = 512;

    private static final int MAX_DOUBLINGS = 20;

    /** Longer than any batch takes. */
    private static final Duration TAIL_WAIT = Duration.ofSeconds(60);

    /**
     * False where the tail has run on too far: resume a bit more, then try again. Each attempt may send twice as much as the
     * one before. The ring stands still meanwhile, so that one of them comes to its end however much happens in between.
     *
     * @param number of the attempt, from 0 on
     */
    boolean attempt(Subscription subscription, PartitionOffsets offsets, CaughtUp caughtUp, int number) {
        var maxEvents = FIRST_EVENTS << Math.min(number, MAX_DOUBLINGS);
        return CompletableFuture.supplyAsync(() -> join(subscription, offsets, caughtUp, maxEvents), tailThread)
                .orTimeout(TAIL_WAIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private boolean join(Subscription subscription, PartitionOffsets offsets, CaughtUp caughtUp, int maxEvents) {
        var subscriber = subscription.subscriber();
        if (!subscriber.isOpen() || !subscriber.hasRoom() || !closeUp(subscription, offsets, maxEvents)) {
            return false;
        }
        router.join(subscription);
        subscriber.joined();
        caughtUp.reportRest();
        return true;
    }

    private boolean closeUp(Subscription subscription, PartitionOffsets offsets, int maxEvents) {
        var left = maxEvents;
        for (var partition = 0; partition < offsets.count(); partition++) {
            var isLast = false;
            while (!isLast) {
                var chunk = log.recent(partition, offsets.of(partition));
                if (chunk.isEmpty() || chunk.get().events().size() > left) {
                    return false;
                }
                if (!send(subscription, offsets, partition, chunk.get())) {
                    return false;
                }
                left -= chunk.get().events().size();
                isLast = chunk.get().isLast();
            }
        }
        return true;
    }

    /** False where the client must read first. What was sent counts. */
    private boolean send(Subscription subscription, PartitionOffsets offsets, int partition, Chunk chunk) {
        var subscriber = subscription.subscriber();
        for (var event : chunk.events()) {
            if (!subscriber.hasRoom()) {
                return false;
            }
            subscription.offer(event, codec);
            offsets.moveTo(partition, event.place().offset() + 1);
        }
        offsets.moveTo(partition, chunk.next());
        return true;
    }
}
