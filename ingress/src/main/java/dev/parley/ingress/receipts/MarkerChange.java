package dev.parley.ingress.receipts;

import dev.parley.edge.log.ReceiptDraft;
import dev.parley.readmodel.read.InboxStore.Marker;
import org.jspecify.annotations.Nullable;

/** What a receipt makes of a marker, as the log will have it. */
final class MarkerChange {
    private MarkerChange() {}

    static Marker after(Marker before, ReceiptDraft receipt) {
        var unreadAfter = receipt.unreadAfter();
        var readUpTo = unreadAfter == null ? raised(before.readUpTo(), receipt.readUpTo()) : unreadAfter;
        var deliveredUpTo = Math.max(readUpTo, raised(before.deliveredUpTo(), receipt.deliveredUpTo()));
        var isMarked = unreadAfter != null || (before.markedUnread() && receipt.readUpTo() == null);
        return new Marker(readUpTo, deliveredUpTo, isMarked);
    }

    private static long raised(long seq, @Nullable Long to) {
        return to == null ? seq : Math.max(seq, to);
    }
}
