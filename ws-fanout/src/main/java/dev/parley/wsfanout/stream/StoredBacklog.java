package dev.parley.wsfanout.stream;

import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.EventStore.StoredEvent;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.wsfanout.stream.Cursor.Verdict;
import java.util.List;

/** Sends what the store holds of one conversation after a cursor, page by page, as fast as the client reads. */
record StoredBacklog(EventStore events, EventCodec codec, Subscriber subscriber, Membership membership, Cursor cursor) {
    private static final int PAGE = 100;

    /** False when the session ended. */
    boolean send() {
        var end = membership.isMember() ? membership.headSeq() : membership.leftSeq();
        if (!cursor.isOpen() || cursor.settled() >= end) {
            return true;
        }
        if (isOfFormerGroup() && !wasMemberAt(cursor.settled())) {
            // A former member is owed what they missed, not what was said before they came.
            cursor.close(cursor.settled());
        }
        var reached = cursor.settled();
        for (var page = page(reached); !page.isEmpty(); page = page(reached)) {
            for (var stored : page) {
                offer(stored);
                if (!subscriber.awaitRoom()) {
                    return false;
                }
            }
            reached = page.getLast().seq();
        }
        finish(reached, end);
        return true;
    }

    /** Whether the client's position may be in a time, or in a group of the same id, that the user was not in. */
    private boolean isOfFormerGroup() {
        return !membership.isMember() || cursor.settled() < membership.sinceSeq();
    }

    private void offer(StoredEvent stored) {
        var event = codec.read(stored.bytes());
        var effect = codec.changeOf(event).on(subscriber.user());
        if (cursor.offer(stored.seq(), effect) == Verdict.DELIVER) {
            subscriber.show(membership.conversation(), stored.seq(), codec.frameIfAny(event));
        }
    }

    private void finish(long reached, long end) {
        if (reached < end) {
            // The store has more, but not what comes next: an event between is among the dead letters.
            cursor.giveUpTo(end);
            subscriber.resync(membership.conversation(), ResyncReason.HISTORY_GONE, end);
        }
        if (!membership.isMember()) {
            cursor.close(membership.leftSeq());
        } else {
            // Changes something only where the event by which they came is among the lost.
            cursor.reopen(membership.joinedSeq());
        }
    }

    /** Of a former member: the first change after a seq tells what they were at it. */
    private boolean wasMemberAt(long seq) {
        var reached = seq;
        while (reached < membership.joinedSeq()) {
            var page = page(reached);
            if (page.isEmpty()) {
                return false;
            }
            for (var stored : page) {
                switch (effectOf(stored)) {
                    case NONE -> {}
                    case JOINS -> {
                        return false;
                    }
                    case LEAVES -> {
                        return true;
                    }
                    case ENDS_IF_MEMBER -> {
                        return isMemberAfterReplay(seq);
                    }
                }
            }
            reached = page.getLast().seq();
        }
        return true;
    }

    /** Folds the changes from the first event on: the end of all memberships does not say who had one. */
    private boolean isMemberAfterReplay(long seq) {
        var isMember = false;
        var reached = 0L;
        while (reached < seq) {
            var page = page(reached);
            if (page.isEmpty()) {
                return isMember;
            }
            for (var stored : page) {
                if (stored.seq() <= seq) {
                    isMember = switch (effectOf(stored)) {
                        case NONE -> isMember;
                        case JOINS -> true;
                        case LEAVES, ENDS_IF_MEMBER -> false;
                    };
                }
            }
            reached = page.getLast().seq();
        }
        return isMember;
    }

    private MembershipEffect effectOf(StoredEvent stored) {
        return codec.changeOf(codec.read(stored.bytes())).on(subscriber.user());
    }

    private List<StoredEvent> page(long after) {
        var page = events.after(subscriber.tenant(), membership.conversation(), after, PAGE);
        return membership.isMember()
                ? page
                : page.stream()
                        .filter(stored -> stored.seq() <= membership.leftSeq())
                        .toList();
    }
}
