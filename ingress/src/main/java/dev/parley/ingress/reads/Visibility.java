package dev.parley.ingress.reads;

/** What of a conversation a caller may read. */
public sealed interface Visibility {
    /**
     * The highest seq that the store has of the conversation, as far as the caller may know; 0 where it may not know that
     * there is one.
     */
    long headSeq();

    /**
     * Everything between two seqs.
     *
     * @param sinceSeq events up to it are of a former group of the same id, which the caller may not read
     * @param upToSeq where a former member left
     */
    record Allowed(long headSeq, long sinceSeq, long upToSeq) implements Visibility {
        /** No end in sight; one less than the largest, so that one can be added. */
        static final long WITHOUT_END = Long.MAX_VALUE - 1;

        /** Whether it goes on: a present member's, or the tenant's server's. */
        public boolean isOpen() {
            return upToSeq == WITHOUT_END;
        }

        public boolean covers(long seq) {
            return seq > sinceSeq && seq <= upToSeq;
        }
    }

    /** Nothing, but it is no secret that the conversation is there. */
    record NotAMember(long headSeq) implements Visibility {}

    /** Nothing, not even whether it is there. */
    record Hidden() implements Visibility {
        @Override
        public long headSeq() {
            return 0;
        }
    }
}
