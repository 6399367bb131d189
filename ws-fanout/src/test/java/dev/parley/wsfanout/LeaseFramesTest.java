package dev.parley.wsfanout;

import static dev.parley.wsfanout.RunningNode.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Lease;
import dev.parley.schemas.LeaseClosed;
import dev.parley.schemas.LeaseOpened;
import dev.parley.schemas.NodeBeat;
import dev.parley.testkit.Eventually;
import dev.parley.wsfanout.stream.InMemoryLog;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Complaint 10, as far as a push node goes: a lease is owned by its socket, and holds while the node says that it lives. */
class LeaseFramesTest {
    private RunningNode node;

    @BeforeEach
    void start() {
        node = RunningNode.start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private List<Lease> leases(int count) {
        Eventually.isTrue(
                () -> count + " leases, not " + node.signals.leases.leases(),
                () -> node.signals.leases.leases().size() >= count);
        return node.signals.leases.leases();
    }

    private static LeaseOpened opened(Lease lease) {
        return (LeaseOpened) lease.getBody();
    }

    /** The one-second check has looked, so long after the last one. */
    private void later(Duration by) {
        node.signals.advance(by);
        node.node.check();
    }

    @Test
    void opensWithTheSessionAndClosesWithTheSocket() {
        try (var ann = node.hello("ann", "phone-1")) {
            var lease = leases(1).getFirst();
            assertEquals(TENANT, lease.getTenant());
            assertEquals("ann", lease.getUser());
            assertEquals("n1", opened(lease).getNode());
            assertEquals("phone-1", opened(lease).getDevice());
            assertTrue(!opened(lease).getIdle());
            ann.breakOff();
        }
        var closed = (LeaseClosed) leases(2).get(1).getBody();
        assertEquals(opened(leases(1).getFirst()).getLease(), closed.getLease());
        assertEquals("n1", closed.getNode());
    }

    @Test
    void saysNothingOfASocketWithoutHello() {
        try (var ann = node.connect("ann");
                var bob = node.hello("bob")) {
            assertEquals("bob", leases(1).getFirst().getUser());
            ann.breakOff();
            bob.breakOff();
            leases(2).forEach(lease -> assertEquals("bob", lease.getUser()));
        }
    }

    @Test
    void takesTenReloadsForTenLeasesOfWhichNoneIsLeft() {
        for (var i = 0; i < 10; i++) {
            node.hello("ann", "phone-1").breakOff();
        }
        Eventually.isTrue("all are closed", () -> node.metric("parley_ws_fanout_leases") == 0);
        Eventually.isTrue("the log has each end", () -> open().isEmpty());
    }

    /** By the log. */
    private Set<String> open() {
        var open = new HashSet<String>();
        for (var lease : node.signals.leases.leases()) {
            switch (lease.getBody()) {
                case LeaseOpened begun -> open.add(begun.getLease());
                case LeaseClosed ended -> open.remove(ended.getLease());
                default -> {}
            }
        }
        return open;
    }

    @Test
    void isReplacedByAnotherSocketOfTheDevice() {
        try (var older = node.hello("ann", "phone-1")) {
            leases(1);
            try (var newer = node.hello("ann", "phone-1")) {
                assertEquals(4009, older.closeCode());
                Eventually.isTrue("one is open", () -> leases(3).size() == 3 && open().size() == 1);
                newer.expectNothing();
            }
        }
    }

    @Test
    void isIdleAsThePingSays() {
        try (var ann = node.hello("ann")) {
            leases(1);
            ann.send("{\"type\":\"ping\",\"ref\":\"1\",\"idle\":true}");
            ann.expect("pong");
            later(Duration.ofSeconds(5));
            assertTrue(opened(leases(2).get(1)).getIdle());
            assertEquals(
                    opened(leases(1).getFirst()).getLease(),
                    opened(leases(2).get(1)).getLease());
            ann.send("{\"type\":\"ping\",\"idle\":false}");
            ann.expect("pong");
            later(Duration.ofSeconds(5));
            assertTrue(!opened(leases(3).get(2)).getIdle());
        }
    }

    @Test
    void isIdleWithNothingButPingsForTenMinutes() {
        try (var ann = node.hello("ann")) {
            leases(1);
            for (var minute = 0; minute < 10; minute++) {
                assertEquals(1, leases(1).size());
                ann.expectNothing();
                later(Duration.ofMinutes(1));
            }
            var idle = opened(leases(2).get(1));
            assertTrue(idle.getIdle());
            ann.send("{\"type\":\"receipt\",\"conversation\":\"g:none\",\"readUpTo\":1}");
            ann.expect("rejected");
            later(Duration.ofSeconds(5));
            var active = opened(leases(3).get(2));
            assertTrue(!active.getIdle());
            assertTrue(active.getActiveAt().isAfter(idle.getActiveAt()));
        }
    }

    @Test
    void refusesAPingThatMakesNoSense() {
        try (var ann = node.hello("ann")) {
            ann.send("{\"type\":\"ping\",\"ref\":\"1\",\"idle\":\"yes\"}");
            assertEquals("idle", ann.expect("error").path("field").textValue());
            ann.send("{\"type\":\"pong\"}");
            ann.expectNothing();
        }
    }

    @Test
    void costsNothingWhileItIsQuiet() {
        try (var ann = node.hello("ann")) {
            leases(1);
            for (var i = 0; i < 60; i++) {
                later(Duration.ofSeconds(1));
            }
            ann.expectNothing();
            assertEquals(1, node.signals.leases.leases().size());
            var beats = node.signals.leases.beats();
            assertTrue(beats.size() >= 12 * InMemoryLog.PARTITIONS, beats.size() + " beats");
            assertEquals(new NodeBeat("n1", false), beats.getFirst().lease().getBody());
        }
    }

    @Test
    void isAnnouncedAgainAfterTheLogWasAway() {
        try (var ann = node.hello("ann");
                var bob = node.hello("bob")) {
            leases(2);
            later(Duration.ofSeconds(5));
            node.signals.leases.isUp = false;
            later(Duration.ofSeconds(5));
            later(Duration.ofSeconds(5));
            later(Duration.ofSeconds(5));
            node.signals.leases.isUp = true;
            later(Duration.ofSeconds(5));
            later(Duration.ofSeconds(1));
            var again = leases(4);
            assertEquals(2, open().size());
            assertNotEquals(again.get(2).getUser(), again.get(3).getUser());
            assertEquals(2, node.metric("parley_ws_fanout_leases_announced_again"));
            ann.expectNothing();
            bob.expectNothing();
        }
    }

    @Test
    void endsWithANodeThatStopsByOneRecordAPartition() {
        try (var ann = node.hello("ann")) {
            leases(1);
            node.node.drain(Duration.ZERO);
            assertEquals("going-away", ann.nextText().path("type").textValue());
            assertEquals(4010, ann.closeCode());
        }
        var beats = node.signals.leases.beats();
        for (var i = 1; i <= InMemoryLog.PARTITIONS; i++) {
            assertEquals(
                    new NodeBeat("n1", true),
                    beats.get(beats.size() - i).lease().getBody());
        }
        assertEquals(1, node.signals.leases.leases().size());
    }
}
