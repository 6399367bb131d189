package dev.parley.wsfanout.stream;

import java.util.Map;
import java.util.function.LongFunction;

/** Sends what the log holds after the sink's positions, as fast as the client reads. */
record LoggedBacklog(EventLog log, EventCodec codec, LogPartitions partitions) {
    Cursors cursorsAt(Map<Integer, Long> positions) {
        return new Cursors(partitions.count(), positions);
    }

    /** Everything after the cursors, as it is now; false when the session ended. */
    boolean send(Subscription subscription, Cursors cursors) {
        for (var partition = 0; partition < cursors.count(); partition++) {
            var number = partition;
            if (!drain(subscription, cursors, partition, from -> log.read(number, from))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Judges positions that the client lists and nothing has confirmed. It may come from a node whose tail is ahead of this
     * one's, or the sink may not know a membership yet; so the topic itself is read to its end before a claim is refused.
     */
    void prove(Subscription subscription, Cursors cursors) {
        var bookmarks = subscription.bookmarks();
        var tenant = subscription.subscriber().tenant();
        bookmarks.unproved().stream()
                .map(conversation -> partitions.of(new ConversationKey(tenant, conversation)))
                .distinct()
                .forEach(partition ->
                        drain(subscription, cursors, partition, from -> log.readPastTheTail(partition, from)));
        for (var conversation : bookmarks.unproved()) {
            refuse(subscription, conversation);
            if (!subscription.subscriber().awaitRoom()) {
                return;
            }
        }
    }

    private boolean drain(Subscription subscription, Cursors cursors, int partition, LongFunction<Chunk> read) {
        var isLast = false;
        while (!isLast) {
            var chunk = read.apply(cursors.of(partition));
            for (var event : chunk.events()) {
                subscription.offer(event, codec);
                if (!subscription.subscriber().awaitRoom()) {
                    return false;
                }
            }
            cursors.moveTo(partition, chunk.next());
            isLast = chunk.isLast();
        }
        return true;
    }

    private static void refuse(Subscription subscription, String conversation) {
        var bookmark = subscription.bookmarks().find(conversation);
        if (bookmark == null) {
            return;
        }
        if (bookmark.isKnown()) {
            subscription.subscriber().resync(conversation, ResyncReason.UNKNOWN_POSITION, bookmark.rewind());
        } else {
            subscription.bookmarks().remove(conversation);
            subscription.subscriber().notAMember(conversation);
        }
    }
}
