package dev.parley.ingress.sync;

import dev.parley.ingress.sync.Stretch.Missed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Divides what one answer can hold among conversations: all get the same, and what one does not need goes to the others. The shortest
 * stretch comes first, so that a conversation with little news never waits for one with much.
 */
final class FairShares {
    private static final Comparator<Missed> SHORTEST_FIRST =
            Comparator.comparingLong(Missed::count).thenComparing(Missed::conversation);

    private FairShares() {}

    /** The first part of each stretch, in the order of the answer; those that get nothing this time are left out. */
    static List<Missed> of(Collection<Missed> missed, int limit) {
        var waiting = missed.stream()
                .filter(stretch -> stretch.count() > 0)
                .sorted(SHORTEST_FIRST)
                .toList();
        var shares = new ArrayList<Missed>();
        var left = (long) limit;
        for (var i = 0; i < waiting.size() && left > 0; i++) {
            var stretch = waiting.get(i);
            var share = Math.min(stretch.count(), Math.ceilDiv(left, waiting.size() - i));
            shares.add(new Missed(stretch.conversation(), stretch.afterSeq(), stretch.afterSeq() + share));
            left -= share;
        }
        return shares;
    }
}
