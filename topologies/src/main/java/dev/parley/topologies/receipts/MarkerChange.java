package dev.parley.topologies.receipts;

import dev.parley.topologies.fold.Folded;
import dev.parley.topologies.state.MemberMarker;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt or an event does to a marker.
 *
 * @param after what is to be kept now; null where that is what was kept before
 */
record MarkerChange(Result result, @Nullable MemberMarker after) {
    enum Result {
        /** Others are to hear of it. */
        MOVED("moved"),
        /** Nobody is to hear of it. */
        UNCHANGED("unchanged"),
        /** Taken before: read again after a crash. */
        REPEATED("repeated"),
        /** A receipt of a membership that has ended. */
        MEMBERSHIP_ENDED("membership-ended");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        /** With its value of the metric's label. */
        Folded folded() {
            return Folded.of(label);
        }
    }

    static MarkerChange none(Result result) {
        return new MarkerChange(result, null);
    }
}
