package dev.parley.readmodel.read;

import dev.parley.readmodel.read.EventStore.StoredEvent;
import java.util.List;

/** The history of a message. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}. */
public interface RevisionStore {
    /**
     * The events that created and changed a message, newest first, so that its creation comes last.
     *
     * @param messageSeq seq of the event that created the message
     * @param beforeSeq only events with a lower seq; {@code Long.MAX_VALUE} = from the newest on
     */
    List<StoredEvent> of(String tenant, String conversation, long messageSeq, long beforeSeq, int limit);
}
