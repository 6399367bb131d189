package dev.parley.readmodel.read;

import java.util.List;
import java.util.Map;

/** Every stored event. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}. */
public interface EventStore {
    /** An event as in the topic {@code events}, wire format. */
    record StoredEvent(long seq, byte[] bytes) {}

    /** Events with a seq above {@code afterSeq}, ascending and contiguous, at most {@code limit}. */
    List<StoredEvent> after(String tenant, String conversation, long afterSeq, int limit);

    /** The highest stored seq of the conversation; 0 where it has none. */
    long headSeq(String tenant, String conversation);

    /** How far the sink is: the next offset of each partition of {@code events} that is not yet in the store. Partitions that nothing was stored of are absent, which means 0. */
    Map<Integer, Long> positions();
}
