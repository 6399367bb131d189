package dev.parley.ingress.sync;

import dev.parley.ingress.reads.Visibility;
import dev.parley.ingress.reads.Visibility.Allowed;
import dev.parley.ingress.reads.Visibility.Hidden;
import dev.parley.ingress.reads.Visibility.NotAMember;

/** What a client misses of one conversation. */
sealed interface Stretch {
    /** Events after one seq, up to another; none where both are the same. */
    record Missed(String conversation, long afterSeq, long upToSeq) implements Stretch {
        long count() {
            return upToSeq - afterSeq;
        }

        /** What is left once the client has everything up to this seq. */
        Missed from(long seq) {
            return new Missed(conversation, seq, upToSeq);
        }
    }

    /** The position leads nowhere; the reason is for clients. */
    record Lost(String reason) implements Stretch {}

    /**
     * @param afterSeq the last seq that the client has
     * @param seen what the caller may read of the conversation
     */
    static Stretch of(String conversation, long afterSeq, Visibility seen) {
        return switch (seen) {
            case Hidden _ -> new Lost("not-found");
            case NotAMember _ -> new Lost("not-a-member");
            case Allowed allowed -> missed(conversation, afterSeq, allowed);
        };
    }

    private static Stretch missed(String conversation, long afterSeq, Allowed allowed) {
        var upToSeq = Math.min(allowed.headSeq(), allowed.upToSeq());
        return afterSeq > upToSeq
                ? new Lost("position-ahead")
                : new Missed(conversation, Math.max(afterSeq, allowed.sinceSeq()), upToSeq);
    }
}
