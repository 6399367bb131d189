package dev.parley.wsfanout.stream;

import java.util.Map;
import java.util.function.LongFunction;

/** Sends what the log holds after the sink's positions, as fast as the client reads. */
record LoggedBacklog(EventLog log, EventCodec codec, LogPartitions partitions) {
    PartitionOffsets offsetsAt(Map<Integer, Long> positions) {
        return new PartitionOffsets(partitions.count(), positions);
    }

    /** Everything after the offsets, as it is now; false when the session ended. */
    boolean send(Subscription subscription, PartitionOffsets offsets) {
        for (var partition = 0; partition < offsets.count(); partition++) {
            var number = partition;
            if (!drain(subscription, offsets, partition, from -> log.read(number, from))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Judges positions that the client lists and nothing has confirmed. It may come from a node whose tail is ahead of this
     * one's, or the sink may not know a membership yet; so the topic itself is read to its end before a claim is refused. What the
     * client saw of an aborted transaction stands before the sink's position, while its repeat may not be written yet.
     */
    void confirm(Subscription subscription, PartitionOffsets offsets) {
        var cursors = subscription.cursors();
        var tenant = subscription.subscriber().tenant();
        cursors.unconfirmed().stream()
                .map(conversation -> partitions.of(new ConversationKey(tenant, conversation)))
                .distinct()
                .forEach(partition ->
                        drain(subscription, offsets, partition, from -> log.readPastTheTail(partition, from)));
        cursors.unconfirmed().forEach(conversation -> lookBack(subscription, offsets, conversation));
        for (var conversation : cursors.unconfirmed()) {
            refuse(subscription, conversation);
            if (!subscription.subscriber().awaitRoom()) {
                return;
            }
        }
    }

    private void lookBack(Subscription subscription, PartitionOffsets offsets, String conversation) {
        var cursor = subscription.cursors().find(conversation);
        if (cursor == null || !cursor.isKnown()) {
            return;
        }
        var key = new ConversationKey(subscription.subscriber().tenant(), conversation);
        var partition = partitions.of(key);
        if (log.heldBefore(partition, offsets.of(partition), key, cursor.settled())) {
            cursor.confirm();
        }
    }

    private boolean drain(
            Subscription subscription, PartitionOffsets offsets, int partition, LongFunction<Chunk> read) {
        var isLast = false;
        while (!isLast) {
            var chunk = read.apply(offsets.of(partition));
            for (var event : chunk.events()) {
                subscription.offer(event, codec);
                if (!subscription.subscriber().awaitRoom()) {
                    return false;
                }
            }
            offsets.moveTo(partition, chunk.next());
            isLast = chunk.isLast();
        }
        return true;
    }

    private static void refuse(Subscription subscription, String conversation) {
        var cursor = subscription.cursors().find(conversation);
        if (cursor == null) {
            return;
        }
        if (cursor.isKnown()) {
            subscription.subscriber().resync(conversation, ResyncReason.UNKNOWN_POSITION, cursor.rewind());
        } else {
            subscription.cursors().remove(conversation);
            subscription.subscriber().notAMember(conversation);
        }
    }
}
