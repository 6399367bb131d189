package dev.parley.topologies.presence;

import static dev.parley.topologies.presence.LeaseSamples.closed;
import static dev.parley.topologies.presence.LeaseSamples.opened;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.Lease;
import dev.parley.schemas.NodeBeat;
import dev.parley.schemas.PresenceState;
import dev.parley.topologies.presence.FoldedPartition.Logged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A topology that was down for longer than its log keeps records: openings and ends of leases are lost. */
class ForgottenLeasesTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final FoldedPartition partition = new FoldedPartition();
    private final List<Logged> log = new ArrayList<>();
    private long now = MINUTE;

    private void write(String user, Object body) {
        log.add(new Logged(new Lease("acme", user, body), now));
    }

    private void beat(String node) {
        log.add(new Logged(new Lease("", "", new NodeBeat(node, false)), now));
    }

    private Map<String, PresenceState> states() {
        partition.take(log, now);
        for (var tick = 0; tick < 80; tick++) {
            now += 250;
            partition.tick(now);
        }
        return partition.last().values().stream()
                .collect(toMap(it -> it.getUser(), it -> it.getState(), (one, _) -> one, TreeMap::new));
    }

    @Test
    void endsWhatIsNotOpenedAnewInWhatTheLogStillHas() {
        beat("n1");
        write("al", opened("n1", "l1", false, now));
        write("bo", opened("n1", "l2", false, now));
        assertEquals(Map.of("al", PresenceState.ONLINE, "bo", PresenceState.ONLINE), states());
        // The end of bo's lease and the opening of cy's are forgotten; al's and cy's are announced once more.
        partition.lose(100);
        now += 20 * MINUTE;
        beat("n1");
        write("al", opened("n1", "l1", false, now));
        write("cy", opened("n1", "l3", false, now));
        assertEquals(
                Map.of("al", PresenceState.ONLINE, "bo", PresenceState.OFFLINE, "cy", PresenceState.ONLINE), states());
        write("cy", closed("n1", "l3", now));
        assertEquals(PresenceState.OFFLINE, states().get("cy"));
    }

    @Test
    void doesNotTakeRecordsThatCannotBeReadForThat() {
        beat("n1");
        write("al", opened("n1", "l1", false, now));
        states();
        partition.lose(5);
        now += 5_000 - 20_000;
        beat("n1");
        assertEquals(Map.of("al", PresenceState.ONLINE), states());
    }

    @Test
    void doesNotTakeAPauseOfTheLogForThat() {
        beat("n1");
        write("al", opened("n1", "l1", false, now));
        states();
        now += 20 * MINUTE;
        beat("n1");
        assertEquals(Map.of("al", PresenceState.ONLINE), states());
    }
}
