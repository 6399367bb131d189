package dev.parley.readmodel.read;

import java.util.List;
import java.util.Map;

/** Every stored event. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}. */
public interface EventStore {
    /** An event in the wire format of the topic {@code events}. */
    record StoredEvent(long seq, byte[] bytes) {}

    /** Events with a seq above {@code afterSeq}, ascending and contiguous, at most {@code limit}. */
    List<StoredEvent> after(String tenant, String conversation, long afterSeq, int limit);

    /** The highest stored seq of the conversation; 0 if there is none. */
    long headSeq(String tenant, String conversation);

    /** The sink's positions: for each partition of {@code events} the next offset that is not stored yet. Absent means 0. */
    Map<Integer, Long> positions();
}
