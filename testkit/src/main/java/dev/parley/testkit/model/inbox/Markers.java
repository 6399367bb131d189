package dev.parley.testkit.model.inbox;

import dev.parley.schemas.ReceiptAction;
import java.util.stream.LongStream;

/** How far a member has got: by its receipts, and by what it sent to the conversation itself. */
final class Markers {
    private long readUpTo;
    private long deliveredUpTo;
    private boolean isMarkedUnread;
    /** Messages of its own up to it say nothing. */
    private long unreadSeq;

    private Markers(long floor) {
        readUpTo = floor;
        deliveredUpTo = floor;
    }

    static MarkerSight of(History history, String user, Stay stay) {
        var marker = new Markers(stay.floor());
        for (var receipted : history.receipts) {
            var receipt = receipted.receipt();
            var isOfStay = receipt.getMemberSince() >= stay.joinedSeq();
            var isLate = !stay.isPresent() && stay.leftSeq() <= receipted.knownSeq();
            if (receipt.getUser().equals(user) && isOfStay && !isLate) {
                marker.take(receipt);
            }
        }
        var own = sent(history, user, stay).max().orElse(0);
        var lastSign = sent(history, user, stay)
                .filter(seq -> seq > marker.unreadSeq)
                .max()
                .orElse(0);
        var read = Math.max(marker.readUpTo, lastSign);
        return new MarkerSight(
                read,
                LongStream.of(marker.deliveredUpTo, own, read).max().orElseThrow(),
                marker.isMarkedUnread && lastSign == 0);
    }

    /** A reply is no sign of having read the conversation. */
    private static LongStream sent(History history, String user, Stay stay) {
        return history.messages().stream()
                .filter(message -> message.sender.equals(user) && !message.isReply())
                .mapToLong(message -> message.seq)
                .filter(seq -> seq >= stay.joinedSeq() && stay.covers(seq));
    }

    private void take(ReceiptAction receipt) {
        if (receipt.getDeliveredUpTo() != null) {
            deliveredUpTo = Math.max(deliveredUpTo, receipt.getDeliveredUpTo());
        }
        if (receipt.getReadUpTo() != null) {
            readUpTo = Math.max(readUpTo, receipt.getReadUpTo());
            isMarkedUnread = false;
        }
        if (receipt.getUnreadAfter() != null) {
            readUpTo = receipt.getUnreadAfter();
            isMarkedUnread = true;
            unreadSeq = Math.max(unreadSeq, receipt.getHeadSeq());
        }
        deliveredUpTo = Math.max(deliveredUpTo, readUpTo);
    }
}
