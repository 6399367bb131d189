package dev.parley.topologies.receipts;

import dev.parley.schemas.ReceiptAction;
import dev.parley.topologies.receipts.MarkerChange.Result;
import dev.parley.topologies.state.MemberMarker;
import java.util.function.LongSupplier;

/**
 * A member's marker, and what moves it. Receipts and events come from two logs in any order, so what they do to a marker does not depend
 * on that order: seqs only grow within a membership, and {@code unreadAfter} spares what was sent after it was chosen. Its version is how
 * far the two logs were taken for it, so it is the same again when they are read again.
 *
 * @param state of which nothing says that the member has a marker while {@code memberSince} is 0
 */
record Marker(MemberMarker state) {
    static final Marker NONE = new Marker(MemberMarker.newBuilder().build());

    /** Where an input stands in its log: offset of a receipt or seq of an event; and its time in milliseconds. */
    record Place(long number, long at) {}

    boolean exists() {
        return state.getMemberSince() > 0;
    }

    boolean isMember() {
        return state.getMemberSince() > state.getEndedSeq();
    }

    /** Grows with each receipt and each event that is taken. The joining counts even where there was no marker then. */
    long version() {
        return state.getReceiptOffset() + 1 + Math.max(state.getEventSeq(), state.getMemberSince());
    }

    /** @param groupEndedSeq seq of the last deletion of the group; 0 where there was none */
    MarkerChange receipt(ReceiptAction receipt, Place place, LongSupplier groupEndedSeq) {
        if (place.number() <= state.getReceiptOffset()) {
            return MarkerChange.none(Result.REPEATED);
        }
        var next = MemberMarker.newBuilder(state).setReceiptOffset(place.number());
        var since = receipt.getMemberSince();
        if (since < state.getMemberSince() || since <= state.getEndedSeq() || since <= groupEndedSeq.getAsLong()) {
            // It counts in the version all the same, which must not depend on which log was read first.
            return new MarkerChange(Result.MEMBERSHIP_ENDED, next.build());
        }
        begin(next, since);
        apply(receipt, next, place.at());
        return changed(next, place);
    }

    private static void apply(ReceiptAction receipt, MemberMarker.Builder next, long at) {
        if (receipt.getDeliveredUpTo() != null) {
            deliver(next, receipt.getDeliveredUpTo(), at);
        }
        if (receipt.getReadUpTo() != null) {
            read(next, receipt.getReadUpTo(), at);
            next.setMarkedUnread(false);
            if (receipt.getReadUpTo() >= next.getUnreadSeq()) {
                next.setUnreadSeq(0);
            }
        }
        if (receipt.getUnreadAfter() != null) {
            unread(next, receipt.getUnreadAfter(), receipt.getHeadSeq(), at);
        }
    }

    private static void unread(MemberMarker.Builder next, long after, long headSeq, long at) {
        next.setUnreadSeq(Math.max(next.getUnreadSeq(), Math.max(after, headSeq)));
        var hasSentSince = next.getSentSeq() > next.getUnreadSeq();
        var upTo = hasSentSince ? next.getSentSeq() : Math.max(after, readOnJoining(next.getMemberSince()));
        if (upTo < next.getReadUpTo()) {
            next.setReadUpTo(upTo).setReadAt(at);
        } else {
            read(next, upTo, at);
        }
        next.setMarkedUnread(!hasSentSince);
    }

    /** The member sent a message that belongs to no thread. */
    MarkerChange sent(Place place, LongSupplier groupEndedSeq) {
        if (place.number() <= state.getEventSeq()) {
            return MarkerChange.none(Result.REPEATED);
        }
        var next = MemberMarker.newBuilder(state).setEventSeq(place.number()).setSentSeq(place.number());
        if (!isMember()) {
            // When it joined was not written down. It was after all that has ended.
            begin(next, Math.max(state.getEndedSeq(), groupEndedSeq.getAsLong()) + 1);
            next.setSentSeq(place.number());
        }
        if (place.number() > next.getUnreadSeq()) {
            read(next, place.number(), place.at());
            next.setMarkedUnread(false);
        }
        deliver(next, place.number(), place.at());
        return changed(next, place);
    }

    /**
     * Who is new gets no marker: it has read up to the event by which it joined, and that is written elsewhere. Who was gone gets one,
     * so that what it sends later does not seem to belong to the time in between.
     */
    MarkerChange joined(Place place) {
        if (!exists() && state.getEndedSeq() == 0) {
            return MarkerChange.none(Result.UNCHANGED);
        }
        if (place.number() <= state.getEventSeq()) {
            return MarkerChange.none(Result.REPEATED);
        }
        var next = MemberMarker.newBuilder(state).setEventSeq(place.number());
        begin(next, place.number());
        return changed(next, place);
    }

    MarkerChange left(Place place) {
        if (place.number() <= state.getEventSeq()) {
            return MarkerChange.none(Result.REPEATED);
        }
        var next = MemberMarker.newBuilder(state).setEventSeq(place.number()).setEndedSeq(place.number());
        return changed(next, place);
    }

    /**
     * Where the membership began. A marker that is behind it belongs to an earlier membership, and begins anew; one that is not has
     * belonged to this one, of which now more is known.
     */
    private static void begin(MemberMarker.Builder next, long since) {
        if (since <= next.getMemberSince()) {
            return;
        }
        next.setMemberSince(since);
        var read = readOnJoining(since);
        if (read > next.getReadUpTo()) {
            next.setReadUpTo(read).setReadAt(0);
            next.setDeliveredUpTo(Math.max(read, next.getDeliveredUpTo())).setDeliveredAt(0);
            next.setMarkedUnread(false).setUnreadSeq(0).setSentSeq(0);
        }
    }

    /** Who joins has read up to the joining. The first event of a direct conversation is no joining, but a message that may be unread. */
    private static long readOnJoining(long since) {
        return since == 1 ? 0 : since;
    }

    private static void read(MemberMarker.Builder next, long upTo, long at) {
        if (upTo > next.getReadUpTo()) {
            next.setReadUpTo(upTo).setReadAt(at);
        }
        deliver(next, next.getReadUpTo(), at);
    }

    private static void deliver(MemberMarker.Builder next, long upTo, long at) {
        if (upTo > next.getDeliveredUpTo()) {
            next.setDeliveredUpTo(upTo).setDeliveredAt(at);
        }
    }

    private MarkerChange changed(MemberMarker.Builder next, Place place) {
        var after = new Marker(next.build());
        if (!isTold(after)) {
            return new MarkerChange(Result.UNCHANGED, after.state());
        }
        next.setUpdatedAt(Math.max(state.getUpdatedAt(), place.at()));
        return new MarkerChange(Result.MOVED, next.build());
    }

    /** Whether others are to hear of the next state. */
    private boolean isTold(Marker after) {
        var next = after.state();
        return after.exists()
                && (isMember() != after.isMember()
                        || state.getMemberSince() != next.getMemberSince()
                        || state.getDeliveredUpTo() != next.getDeliveredUpTo()
                        || state.getReadUpTo() != next.getReadUpTo()
                        || state.getMarkedUnread() != next.getMarkedUnread()
                        || state.getUnreadSeq() != next.getUnreadSeq());
    }
}
