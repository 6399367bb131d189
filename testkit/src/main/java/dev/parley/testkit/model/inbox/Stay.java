package dev.parley.testkit.model.inbox;

/**
 * One membership, from its begin to its end.
 *
 * @param joinedSeq seq of the event that began it; 1 in a direct conversation
 * @param joinedAt when that was, in milliseconds
 * @param leftSeq seq of the event that ended it; 0 while it holds
 * @param sinceSeq up to it events are of a former group of the same id
 * @param isDirect whether the first event may be a message that the user has not read
 */
record Stay(long joinedSeq, long joinedAt, long leftSeq, long sinceSeq, boolean isDirect) {
    boolean isPresent() {
        return leftSeq == 0;
    }

    /** What the member has read on joining. */
    long floor() {
        return isDirect ? 0 : joinedSeq;
    }

    /** The last seq that the member may know of a conversation with that head. */
    long lastSeq(long headSeq) {
        return isPresent() ? headSeq : Math.min(headSeq, leftSeq);
    }

    boolean covers(long seq) {
        return seq > sinceSeq && (isPresent() || seq <= leftSeq);
    }
}
