package dev.parley.readmodel.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the members of a conversation have got. A member that has read or sent nothing since it joined has read up to the event by
 * which it joined. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}.
 */
public interface ReceiptStore {
    /**
     * How far a present member has got; seqs.
     *
     * @param deliveredAt when that last grew; null where no device said so
     * @param readAt when that last changed; null where no device said so
     */
    record StoredReceipt(
            String user,
            long deliveredUpTo,
            @Nullable Instant deliveredAt,
            long readUpTo,
            @Nullable Instant readAt) {}

    /**
     * How many present members have got a message, and how many have read it; the sender and who joined later are not counted. Own
     * messages count as reading once they are in the sender's receipt, seconds later at most.
     */
    record Counts(long delivered, long read) {}

    /** Present members by the bytes of their ids, at most {@code limit}. */
    List<StoredReceipt> of(String tenant, String conversation, String afterUser, int limit);

    /** Those that a message has reached, by the bytes of their ids; without its sender and who joined later. */
    List<StoredReceipt> reached(
            String tenant, String conversation, long messageSeq, String sender, String afterUser, int limit);

    Counts counts(String tenant, String conversation, long messageSeq, String sender);
}
