package dev.parley.topologies.receipts;

import dev.parley.schemas.ReceiptAction;
import dev.parley.topologies.receipts.Marker.Place;
import dev.parley.topologies.receipts.MarkerChange.Result;
import dev.parley.topologies.state.MemberMarker;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Receipts and events of one member, told in words: {@code read 10}, {@code delivered 10} and {@code unread 8 of 20}, by one that is a
 * member since 5 or, with {@code as 30}, since 30; {@code sent 10}, {@code joined 10}, {@code left 10} and, of the group, {@code deleted 10}.
 * {@code again} repeats the last receipt. Each happens one millisecond after the one before.
 */
final class MarkerStory {
    private static final String WORDS = " +";

    private Marker marker = Marker.NONE;
    private long groupEndedSeq;
    private long offset = -1;
    private long now;
    private @Nullable Supplier<MarkerChange> lastReceipt;
    private @Nullable MarkerChange last;

    MarkerStory tell(String story) {
        for (var step : story.split(", *")) {
            now++;
            take(step.strip().split(WORDS));
        }
        return this;
    }

    private void take(String[] words) {
        var number = words.length > 1 ? Long.parseLong(words[1]) : 0;
        switch (words[0]) {
            case "sent" -> keep(marker.sent(new Place(number, now), () -> groupEndedSeq));
            case "joined" -> keep(marker.joined(new Place(number, now)));
            case "left" -> keep(marker.left(new Place(number, now)));
            case "deleted" -> groupEndedSeq = number;
            case "again" -> keep(repeatLast());
            default -> receipt(receiptOf(words, number));
        }
    }

    private static ReceiptAction receiptOf(String[] words, long number) {
        var since = words[words.length - 2].equals("as") ? Long.parseLong(words[words.length - 1]) : 5;
        var receipt = ReceiptAction.newBuilder()
                .setTenant("acme")
                .setConversation("g:team")
                .setUser("al")
                .setMemberSince(since);
        return switch (words[0]) {
            case "read" -> receipt.setReadUpTo(number).build();
            case "delivered" -> receipt.setDeliveredUpTo(number).build();
            case "unread" ->
                receipt.setUnreadAfter(number)
                        .setHeadSeq(Long.parseLong(words[3]))
                        .build();
            default -> throw new IllegalArgumentException("No such step: " + words[0]);
        };
    }

    void receipt(ReceiptAction receipt) {
        offset++;
        var place = new Place(offset, now);
        lastReceipt = () -> marker.receipt(receipt, place, () -> groupEndedSeq);
        keep(repeatLast());
    }

    MarkerChange repeatLast() {
        return Objects.requireNonNull(lastReceipt).get();
    }

    private void keep(MarkerChange change) {
        last = change;
        if (change.after() != null) {
            marker = new Marker(change.after());
        }
    }

    Marker marker() {
        return marker;
    }

    MemberMarker state() {
        return marker.state();
    }

    Result lastResult() {
        return Objects.requireNonNull(last).result();
    }

    @Override
    public String toString() {
        return marker.exists() ? "since " + state().getMemberSince() + " " + position(marker) : "none";
    }

    /** Without when the membership began. */
    static String position(Marker marker) {
        var state = marker.state();
        return "read " + state.getReadUpTo() + " delivered " + state.getDeliveredUpTo()
                + (state.getMarkedUnread() ? " unread" : "")
                + (state.getUnreadSeq() > 0 ? " spares " + state.getUnreadSeq() : "")
                + (marker.isMember() ? "" : " former");
    }
}
