package dev.parley.wsfanout.stream;

/**
 * How far one session is in one conversation, and whether what follows is for it. Fed with the conversation's events in
 * log order, repeats of aborted transactions included, it lets each of the user's events through once and in order.
 * Owned by one thread at a time: the one that resumes the session, later the tail's.
 */
final class Cursor {
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
    /** Up to here every event was seen, so that every change of the user's membership is known. */
    private long known;
    /** The last change of the user's membership that is known. */
    private long folded;
    /** The highest seq that was seen at all. */
    private long highest;
    /** Whether the next event is for this user. */
    private boolean isOpen;

    private Cursor(long settled, long folded, long known, boolean isOpen) {
        this.settled = settled;
        this.folded = folded;
        this.known = known;
        this.highest = known;
        this.isOpen = isOpen;
    }

    /** Of somebody whose events go on after {@code settled}: what happened up to {@code known} is in it, the change {@code folded} last. */
    static Cursor open(long settled, long folded, long known) {
        return new Cursor(settled, folded, known, true);
    }

    /** Of somebody who is no member, or is not yet known to be one. */
    static Cursor closed(long settled, long folded) {
        return new Cursor(settled, folded, folded, false);
    }

    /** Judges an event, and counts it as sent where it says so. */
    Verdict offer(long seq, MembershipEffect effect) {
        highest = Math.max(highest, seq);
        if (seq == known + 1) {
            known = seq;
        }
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
            known = seq;
        }
        // The client may claim more than was seen here: between, the membership may have ended.
        if (seq > settled + 1 || known < settled) {
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
                known = isOpen ? known : Math.max(known, seq);
                isOpen = true;
                folded = seq;
            }
            case LEAVES -> end(seq);
            case ENDS_IF_MEMBER -> {
                // For any other user it is no news: a stranger must not learn from it that the conversation exists.
                if (isOpen) {
                    end(seq);
                }
            }
        }
    }

    private void end(long seq) {
        isOpen = false;
        folded = seq;
    }

    /** Gives up what is missing up to here; the client was told. */
    void giveUpTo(long seq) {
        settled = Math.max(settled, seq);
        highest = Math.max(highest, seq);
        known = Math.max(known, seq);
    }

    /** What the client claims was there, if only in a transaction that was aborted: its repeat will come. */
    void confirm() {
        highest = Math.max(highest, settled);
    }

    /** Whether the client claims more than the conversation has shown yet. */
    boolean isUnconfirmed() {
        return settled > highest;
    }

    /** Puts a position back that the conversation never reached, and tells where it stands; the client must be told. */
    long rewind() {
        // How far a conversation has come is nothing for people who are not in it.
        settled = Math.min(settled, isOpen ? highest : folded);
        known = Math.max(known, settled);
        return settled;
    }

    /** Nothing more is for this user, until they join again. */
    void close(long leftSeq) {
        isOpen = false;
        folded = Math.max(folded, leftSeq);
    }

    /** The user became a member at an event that may not have been seen; no news where a later change was. */
    void reopen(long joinedSeq) {
        if (folded < joinedSeq) {
            isOpen = true;
            folded = joinedSeq;
        }
    }

    long settled() {
        return settled;
    }

    /** Whether the user is or was a member, as far as was seen. */
    boolean isKnown() {
        return isOpen || folded > 0;
    }

    /** The highest seq that was seen at all. */
    long highest() {
        return highest;
    }

    /** The last change of the user's membership: of a member the event that began it. */
    long since() {
        return folded;
    }

    boolean isOpen() {
        return isOpen;
    }

    /** The first seq that was not seen and must be, before anything more can be sent. */
    long missing() {
        return Math.min(known, settled) + 1;
    }

    /** Whether an event was seen that may not be sent before another one was found. */
    boolean hasGap() {
        return isOpen && highest > settled;
    }
}
