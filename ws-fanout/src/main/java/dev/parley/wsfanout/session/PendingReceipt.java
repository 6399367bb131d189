package dev.parley.wsfanout.session;

import dev.parley.edge.command.ReceiptRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports of one client on one conversation that go to the log together. The highest delivered and the highest read win. A mark as
 * unread puts the marker where it says, so the last one wins, and keeps its place among the reads. Not safe for many threads.
 */
final class PendingReceipt {
    private final ReceiptRequest first;
    private final List<String> refs = new ArrayList<>(1);
    private @Nullable Long delivered;
    private @Nullable Long readBefore;
    private @Nullable Long unread;
    private @Nullable Long readAfter;
    private int count;

    PendingReceipt(ReceiptRequest request, @Nullable String ref) {
        first = request;
        add(request, ref);
    }

    /** A later report of the same client. */
    void add(ReceiptRequest request, @Nullable String ref) {
        count++;
        if (ref != null) {
            refs.add(ref);
        }
        delivered = highest(delivered, request.deliveredUpTo());
        if (request.unreadAfter() != null) {
            readBefore = highest(readBefore, readAfter);
            readAfter = null;
            unread = request.unreadAfter();
        } else if (unread == null) {
            readBefore = highest(readBefore, request.readUpTo());
        } else {
            readAfter = highest(readAfter, request.readUpTo());
        }
    }

    String conversation() {
        return first.conversation().value();
    }

    /** Those of the reports that want an answer. */
    List<String> refs() {
        return refs;
    }

    /** How many reports these are. */
    int count() {
        return count;
    }

    /** What the log is to have of them, in order: one record, up to three where something was marked as unread. */
    List<ReceiptRequest> requests() {
        var requests = new ArrayList<ReceiptRequest>(1);
        addIfAny(requests, delivered, readBefore, null);
        addIfAny(requests, null, null, unread);
        addIfAny(requests, null, readAfter, null);
        return requests;
    }

    private void addIfAny(
            List<ReceiptRequest> requests, @Nullable Long upTo, @Nullable Long read, @Nullable Long unreadAfter) {
        if (upTo != null || read != null || unreadAfter != null) {
            requests.add(new ReceiptRequest(first.conversation(), upTo, read, unreadAfter));
        }
    }

    private static @Nullable Long highest(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return (Long) Math.max(one, other);
    }
}
