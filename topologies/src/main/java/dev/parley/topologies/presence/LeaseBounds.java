package dev.parley.topologies.presence;

import dev.parley.schemas.Lease;
import dev.parley.schemas.LeaseClosed;
import dev.parley.schemas.LeaseOpened;
import dev.parley.schemas.NodeBeat;
import dev.parley.schemas.SetPresence;
import java.util.stream.Stream;

/** What a record may hold. Edges write no other; the state has room for none. */
final class LeaseBounds {
    static final int MAX_NAME = 256;
    static final int MAX_TEXT = 1_024;

    private LeaseBounds() {}

    /** Whether all texts of a record are short enough. */
    static boolean isWithin(Lease lease) {
        return isWithin(MAX_NAME, lease.getTenant(), lease.getUser())
                && switch (lease.getBody()) {
                    case LeaseOpened opened ->
                        isWithin(
                                MAX_NAME, opened.getLease(), opened.getNode(), opened.getDevice(), opened.getSession());
                    case LeaseClosed closed -> isWithin(MAX_NAME, closed.getLease(), closed.getNode());
                    case NodeBeat beat -> isWithin(MAX_NAME, beat.getNode());
                    case SetPresence chosen -> chosen.getText() == null || isWithin(MAX_TEXT, chosen.getText());
                    default -> true;
                };
    }

    private static boolean isWithin(int limit, String... texts) {
        return Stream.of(texts).allMatch(text -> text.length() <= limit);
    }
}
