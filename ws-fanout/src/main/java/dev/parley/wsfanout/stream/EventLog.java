package dev.parley.wsfanout.stream;

import java.util.Optional;

/** The log of events as far as it can be read now: what the ring holds of it, else the topic. Safe for many threads. */
final class EventLog {
    /** Events taken from the ring at once. */
    private static final int RING_CHUNK = 256;
    /** How far back an event is looked for that the ring does not hold; some seconds of a busy partition. */
    private static final long LOOK_BACK = 4_096;

    private final Ring ring;
    private final TopicReader topic;

    public EventLog(Ring ring, TopicReader topic) {
        this.ring = ring;
        this.topic = topic;
    }

    /** What stands from an offset on. Blocks where the ring does not reach back; for virtual threads. */
    Chunk read(int partition, long from) {
        return recent(partition, from).orElseGet(() -> older(partition, from));
    }

    /** As {@link #read}, but only out of memory. */
    Optional<Chunk> recent(int partition, long from) {
        return ring.read(partition, from, RING_CHUNK);
    }

    /** What stands from an offset on, with everything that was in the log before this call: for where the tail may be behind. */
    Chunk readPastTheTail(int partition, long from) {
        return topic.readToEnd(partition, from);
    }

    /**
     * Whether the log held an event shortly before an offset, if only in a transaction that was aborted: those who were live have seen
     * it, and its repeat may still be to come. Blocks; for virtual threads.
     */
    boolean heldBefore(int partition, long offset, ConversationKey key, long seq) {
        if (ring.find(key, seq).isPresent()) {
            return true;
        }
        var from = Math.max(0, offset - LOOK_BACK);
        while (from < offset) {
            var chunk = topic.read(partition, from);
            if (chunk.events().stream()
                    .anyMatch(event -> event.seq() == seq && event.key().equals(key))) {
                return true;
            }
            if (chunk.isLast()) {
                return false;
            }
            from = chunk.next();
        }
        return false;
    }

    private Chunk older(int partition, long from) {
        var chunk = topic.read(partition, from);
        if (chunk.events().isEmpty()) {
            // Markers of transactions only: the next session need not ask the broker for them again.
            ring.extendDown(partition, from, chunk.next());
        }
        return chunk;
    }
}
