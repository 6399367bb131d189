package dev.parley.wsfanout.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.log.LeaseDraft;
import dev.parley.schemas.Lease;
import dev.parley.schemas.LeaseClosed;
import dev.parley.schemas.LeaseOpened;
import dev.parley.schemas.NodeBeat;
import dev.parley.wsfanout.metrics.PresenceMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On a log, a clock and a timer that do what the test says. */
class HeldLeasesTest {
    private static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");
    private static final int PARTITIONS = 4;

    private final InMemoryLeases log = new InMemoryLeases();
    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();
    private long nanos = Long.MAX_VALUE - 5;
    private final HeldLeases leases = new HeldLeases(
            new HeldLeases.Ports("n1", log, PARTITIONS, (turn, _) -> turns.add(turn), () -> nanos, () -> AT),
            PresenceMetrics.of(new PrometheusRegistry()));

    private HeldLease open(String user) {
        return leases.open(new Device("acme", user, "phone", "s1"));
    }

    private void close(HeldLease lease) {
        leases.close(lease, 0);
    }

    private void advance(Duration by) {
        nanos += by.toNanos();
    }

    /** The turns that are asked for now, not those that they ask for. */
    private void turn() {
        for (var count = turns.size(); count > 0; count--) {
            turns.remove().run();
        }
    }

    /** The one-second check of the node. */
    private void second(boolean isIdle, HeldLease... held) {
        advance(Duration.ofSeconds(1));
        List.of(held).forEach(lease -> leases.check(lease, isIdle, 0));
        leases.tick();
        turn();
    }

    private List<Object> bodies() {
        return log.leases().stream().map(Lease::getBody).toList();
    }

    private static LeaseOpened opened(String lease, boolean isIdle, Instant activeAt) {
        return new LeaseOpened(lease, "n1", "phone", "s1", isIdle, activeAt);
    }

    @Test
    void opensAndClosesByOneRecordEach() {
        var lease = open("ann");
        turn();
        second(false, lease);
        second(false, lease);
        leases.close(lease, Duration.ofSeconds(7).toNanos());
        turn();
        assertEquals(List.of(opened("n1.1", false, AT), new LeaseClosed("n1.1", "n1", AT.minusSeconds(7))), bodies());
        assertEquals("acme", log.leases().getFirst().getTenant());
        assertEquals("ann", log.leases().getFirst().getUser());
        assertTrue(leases.isIdle());
    }

    @Test
    void namesEachSocketAnew() {
        var names = new HashSet<String>();
        for (var i = 0; i < 100; i++) {
            open("ann");
        }
        turn();
        log.leases().forEach(lease -> names.add(((LeaseOpened) lease.getBody()).getLease()));
        assertEquals(100, names.size());
    }

    @Test
    void saysThatADeviceIsIdleInPlaceOfTheFormerRecord() {
        var lease = open("ann");
        turn();
        second(true, lease);
        assertEquals(1, bodies().size(), "not within five seconds of the last change");
        advance(Duration.ofSeconds(4));
        leases.check(lease, true, Duration.ofMinutes(10).toNanos());
        turn();
        assertEquals(opened("n1.1", true, AT.minusSeconds(600)), bodies().get(1));
        advance(HeldLeases.BETWEEN_CHANGES);
        leases.check(lease, false, 0);
        turn();
        assertEquals(opened("n1.1", false, AT), bodies().get(2));
    }

    @Test
    void writesNothingOfASocketThatWasGoneBeforeItsTurn() {
        close(open("ann"));
        turn();
        assertEquals(List.of(), bodies());
    }

    @Test
    void appendsAgainWhatTheLogDidNotTake() {
        log.isUp = false;
        var lease = open("ann");
        turn();
        turn();
        assertEquals(List.of(), bodies());
        log.isUp = true;
        turn();
        assertEquals(List.of(), bodies(), "it is not asked for a second after it failed");
        advance(Duration.ofSeconds(1));
        turn();
        assertEquals(List.of(opened("n1.1", false, AT)), bodies());
        second(false, lease);
        assertEquals(1, bodies().size());
    }

    @Test
    void closesWhatTheLogMayHave() {
        log.isUp = false;
        log.isKeptThough = true;
        var lease = open("ann");
        turn();
        close(lease);
        log.isUp = true;
        advance(Duration.ofSeconds(1));
        turn();
        assertEquals(List.of(opened("n1.1", false, AT), new LeaseClosed("n1.1", "n1", AT)), bodies());
    }

    @Test
    void waitsForRoom() {
        log.hasRoom = false;
        open("ann");
        turn();
        turn();
        log.hasRoom = true;
        turn();
        assertEquals(1, bodies().size());
    }

    @Test
    void hasOneRecordOfASocketUnderWay() {
        log.isSlow = true;
        var lease = open("ann");
        turn();
        close(lease);
        turn();
        assertEquals(1, bodies().size());
        assertFalse(leases.isIdle());
        log.answer(true);
        turn();
        assertEquals(2, bodies().size());
        log.answer(true);
        assertTrue(leases.isIdle());
    }

    @Test
    void goesAtABoundedRate() {
        for (var i = 0; i < 5_000; i++) {
            open("user-" + i);
        }
        turn();
        assertEquals(HeldLeases.A_TURN, bodies().size());
        assertEquals(2_000, HeldLeases.A_TURN * Duration.ofSeconds(1).dividedBy(HeldLeases.TURN));
        while (!turns.isEmpty()) {
            turn();
        }
        assertEquals(5_000, bodies().size());
    }

    @Test
    void showsThatTheNodeLivesInEveryPartition() {
        leases.tick();
        for (var i = 0; i < 10; i++) {
            second(false);
        }
        assertEquals(3 * PARTITIONS, log.beats().size(), "at once, after 5 s, after 10 s");
        assertEquals(
                IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> new LeaseDraft(new Lease("", "", new NodeBeat("n1", false)), partition))
                        .toList(),
                log.beats().subList(0, PARTITIONS));
    }

    @Test
    void announcesEveryLeaseAgainAfterTheNodeMayHaveBeenTakenForDead() {
        var ann = open("ann");
        var bob = open("bob");
        leases.tick();
        turn();
        log.isUp = false;
        for (var i = 0; i < 15; i++) {
            second(false, ann, bob);
        }
        assertEquals(2, bodies().size());
        log.isUp = true;
        for (var i = 0; i < 7; i++) {
            second(false, ann, bob);
        }
        assertEquals(
                List.of(
                        opened("n1.1", false, AT),
                        opened("n1.2", false, AT),
                        opened("n1.1", false, AT),
                        opened("n1.2", false, AT)),
                bodies());
        for (var i = 0; i < 30; i++) {
            second(false, ann, bob);
        }
        assertEquals(4, bodies().size(), "once");
    }

    /** Or a topology that was down for so long would never hear of it. */
    @Test
    void announcesALeaseAgainBeforeTheLogForgetsIt() {
        var ann = open("ann");
        second(false, ann);
        for (var i = 0; i < 15 * 60; i++) {
            second(false, ann);
        }
        assertEquals(
                List.of(opened("n1.1", false, AT), opened("n1.1", false, AT), opened("n1.1", false, AT)), bodies());
        close(ann);
        for (var i = 0; i < 15 * 60; i++) {
            second(false);
        }
        assertEquals(4, bodies().size(), "and its end, once");
    }

    @Test
    void announcesNothingAgainAfterAShortSilence() {
        var ann = open("ann");
        leases.tick();
        turn();
        log.isUp = false;
        for (var i = 0; i < 8; i++) {
            second(false, ann);
        }
        log.isUp = true;
        for (var i = 0; i < 20; i++) {
            second(false, ann);
        }
        assertEquals(1, bodies().size());
    }

    @Test
    void endsThemAllWithOneRecordAPartition() {
        var ann = open("ann");
        open("bob");
        turn();
        leases.stop();
        leases.stop();
        close(ann);
        turn();
        leases.tick();
        assertEquals(2, bodies().size());
        assertEquals(PARTITIONS, log.beats().size());
        assertEquals(new NodeBeat("n1", true), log.beats().getFirst().lease().getBody());
        assertTrue(leases.isIdle());
    }

    /** The log is down, and clients come and go. */
    @Test
    void takesANewNameRatherThanKeepAnyNumberOfEnds() {
        var stays = open("stays");
        turn();
        var gone = new ArrayList<HeldLease>();
        for (var i = 0; i < HeldLeases.MAX_ENDS + 2; i++) {
            gone.add(open("user-" + i));
        }
        while (!turns.isEmpty()) {
            turn();
        }
        var before = bodies().size();
        log.isUp = false;
        gone.forEach(this::close);
        second(false, stays);
        log.isUp = true;
        for (var i = 0; i < 10; i++) {
            second(false, stays);
        }
        assertEquals(before + 1, bodies().size(), "the ends went with the name");
        var again = (LeaseOpened) bodies().getLast();
        assertEquals("n1.1", again.getLease());
        assertNotEquals("n1", again.getNode());
        var beat = (NodeBeat) log.beats().getLast().lease().getBody();
        assertEquals(again.getNode(), beat.getNode());
    }
}
