package dev.parley.edge.log;

import dev.parley.schemas.Lease;
import dev.parley.schemas.NodeBeat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the log is to have of who is there.
 *
 * @param partition null for the user's own
 */
public record LeaseDraft(Lease lease, @Nullable Integer partition) {
    /** Of a user. */
    public static LeaseDraft of(Lease lease) {
        return new LeaseDraft(lease, null);
    }

    /** Of a push node, for every partition. */
    public static List<LeaseDraft> everywhere(NodeBeat beat, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new LeaseDraft(new Lease("", "", beat), partition))
                .toList();
    }
}
