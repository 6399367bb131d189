package dev.parley.topologies.presence;

import static dev.parley.topologies.presence.LeaseSamples.closed;
import static dev.parley.topologies.presence.LeaseSamples.opened;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.Lease;
import dev.parley.schemas.NodeBeat;
import dev.parley.topologies.presence.FoldedPartition.Logged;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More users of a partition change than {@code Emissions} keeps in memory: they are written at once, and memory stays as it is. */
class ManyChangesTest {
    private static final int MOST = 10_000;

    private final FoldedPartition partition = new FoldedPartition();
    private final List<Logged> log = new ArrayList<>();
    private long now = 60_000;

    private void tick() {
        partition.take(log, now);
        now += 250;
        partition.tick(now);
    }

    private void all(int users, boolean areOpened) {
        log.add(new Logged(new Lease("", "", new NodeBeat("n1", false)), now));
        for (var user = 0; user < users; user++) {
            var lease = "l" + user;
            var body = areOpened ? opened("n1", lease, false, now) : closed("n1", lease, now);
            log.add(new Logged(new Lease("acme", "u" + user, body), now));
        }
        tick();
    }

    @Test
    void waitWhereTheyAreFewer() {
        all(MOST - 1, true);
        assertEquals(MOST - 1, partition.writes());
        all(MOST - 1, false);
        assertEquals(MOST - 1, partition.writes(), "offline is written once it has lasted");
    }

    @Test
    void doNotWaitWhereTheyAreMore() {
        all(MOST, true);
        all(MOST, false);
        assertEquals(2 * MOST, partition.writes());
        assertEquals(MOST / 2, partition.entries('P'));
    }
}
