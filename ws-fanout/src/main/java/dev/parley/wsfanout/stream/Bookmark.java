package dev.parley.wsfanout.stream;

/**
 * How far one session is in one conversation, and whether what follows is for it. Fed with the conversation's events in
 * log order, repeats of aborted transactions included, it lets each of the user's events through once and in order.
 * Owned by one thread at a time: the one that resumes the session, later the tail's.
 */
final class Bookmark {
    /** What an event is to the session. */
    enum Verdict {
        /** The next one: send it. */
        DELIVER,
        /** The client has it. */
        SEEN,
        /** Not for this user. */
        HIDDEN,
        /** Something before it is missing. Never skipped: the missing one comes first, from wherever. */
        GAP
    }

    /** Up to here the client has everything that is for it. */
    private long settled;
    /** The last change of the user's membership that is known. */
    private long folded;
    /** The highest seq that was seen at all. */
    private long highest;
    /** Whether the next event is for this user. */
    private boolean isOpen;

    private Bookmark(long settled, long folded, long highest, boolean isOpen) {
        this.settled = settled;
        this.folded = folded;
        this.highest = highest;
        this.isOpen = isOpen;
    }

    /** Of somebody whose events go on after {@code settled}, as far as is known up to the change {@code folded}. */
    static Bookmark open(long settled, long folded, long highest) {
        return new Bookmark(settled, folded, highest, true);
    }

    /** Of somebody who is no member, or is not yet known to be one. */
    static Bookmark closed(long settled, long folded) {
        return new Bookmark(settled, folded, folded, false);
    }

    /** Judges an event, and counts it as sent where it says so. */
    Verdict offer(long seq, MembershipEffect effect) {
        highest = Math.max(highest, seq);
        if (seq <= settled) {
            // The client has it from elsewhere, yet what it does to the membership may be news.
            fold(seq, effect);
            return Verdict.SEEN;
        }
        if (!isOpen) {
            if (effect != MembershipEffect.JOINS) {
                return Verdict.HIDDEN;
            }
            // What happened while the user was no member is not for them.
            settled = seq - 1;
        }
        if (seq > settled + 1) {
            return Verdict.GAP;
        }
        settled = seq;
        fold(seq, effect);
        return Verdict.DELIVER;
    }

    private void fold(long seq, MembershipEffect effect) {
        if (seq <= folded) {
            return;
        }
        switch (effect) {
            case NONE -> {}
            case JOINS -> {
                isOpen = true;
                folded = seq;
            }
            case LEAVES -> {
                isOpen = false;
                folded = seq;
            }
        }
    }

    /** Gives up what is missing up to here; the client was told. */
    void giveUpTo(long seq) {
        settled = Math.max(settled, seq);
        highest = Math.max(highest, seq);
    }

    /** Puts a position back that the conversation never reached; the client was told. */
    void rewindTo(long seq) {
        settled = Math.min(settled, seq);
    }

    /** Nothing more is for this user, until they join again. */
    void close(long leftSeq) {
        isOpen = false;
        folded = Math.max(folded, leftSeq);
    }

    long settled() {
        return settled;
    }

    long folded() {
        return folded;
    }

    long highest() {
        return highest;
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Whether an event was seen that may not be sent before another one was found. */
    boolean hasGap() {
        return isOpen && highest > settled;
    }
}
