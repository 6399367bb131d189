package dev.parley.topologies;

import static dev.parley.topologies.presence.LeaseSamples.chosen;
import static dev.parley.topologies.presence.LeaseSamples.closed;
import static dev.parley.topologies.presence.LeaseSamples.opened;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Lease;
import dev.parley.schemas.LeaseTick;
import dev.parley.schemas.NodeBeat;
import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.presence.PresenceMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceTopologyTest {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final FoldDriver driver = new FoldDriver(new PresenceFeature());
    private Instant now = FoldDriver.BEGIN;

    @AfterEach
    void closeDriver() {
        driver.close();
    }

    @Test
    void showsAUserWithTheNextTick() {
        open("n1", "l1", "al");
        assertEquals(List.of(), presence());
        pass(TICK);
        var shown = presence().getFirst();
        assertEquals("acme", shown.getTenant());
        assertEquals("al", shown.getUser());
        assertEquals(PresenceState.ONLINE, shown.getState());
        assertEquals(FoldDriver.BEGIN, shown.getLastActiveAt());
        assertEquals("session of l1", shown.getDevices().getFirst().getSession());
        pass(Duration.ofMinutes(1));
        assertEquals(List.of(), presence());
    }

    @Test
    void showsAUserOfflineOnceThatHasLasted() {
        open("n1", "l1", "al");
        pass(TICK);
        write("al", closed("n1", "l1", now.toEpochMilli()));
        pass(Duration.ofMillis(4_750));
        assertEquals(List.of(PresenceState.ONLINE), states());
        pass(TICK);
        assertEquals(List.of(PresenceState.OFFLINE), states());
    }

    @Test
    void saysNothingOfOneWhoReloadsThePageTenTimes() {
        open("n0", "l0", "al");
        pass(TICK);
        presence();
        for (var reload = 1; reload <= 10; reload++) {
            write("al", closed("n" + (reload - 1), "l" + (reload - 1), now.toEpochMilli()));
            pass(TICK);
            open("n" + reload, "l" + reload, "al");
            pass(TICK);
        }
        pass(Duration.ofSeconds(20));
        var told = presence();
        assertTrue(told.stream().allMatch(shown -> shown.getState() == PresenceState.ONLINE), told.toString());
        assertTrue(told.size() <= 2, told.toString());
        assertEquals("device of l10", told.getLast().getDevices().getFirst().getDevice());
    }

    @Test
    void endsTheLeasesOfANodeThatIsNotHeardOf() {
        beat("n1", false);
        open("n1", "l1", "al");
        open("n1", "l2", "bo");
        open("n2", "l3", "bo");
        beats(6, "n2");
        var before = presence();
        assertTrue(before.stream().allMatch(shown -> shown.getState() == PresenceState.ONLINE), before.toString());
        assertEquals("bo", before.getLast().getUser());
        assertEquals(1, before.getLast().getDevices().size());
        beats(2, "n2");
        var told = presence();
        assertEquals(List.of("al"), told.stream().map(Presence::getUser).toList());
        assertEquals(PresenceState.OFFLINE, told.getFirst().getState());
        assertEquals(List.of(), told.getFirst().getDevices());
    }

    @Test
    void endsLeasesByTicksWhereNoNodeIsLeft() {
        open("n1", "l1", "al");
        for (var tick = 0; tick < 8; tick++) {
            pass(BEAT);
            tick();
        }
        pass(BEAT);
        assertEquals(List.of(PresenceState.ONLINE, PresenceState.OFFLINE), states());
    }

    @Test
    void doesNotTakeAStallOrAStepOfTheClockForTheEndOfANode() {
        open("n1", "l1", "al");
        pass(TICK);
        presence();
        for (var step : List.of(60, 300, -300, 86_400, -86_400)) {
            now = now.plusSeconds(step);
            tick();
            beat("n1", false);
            pass(BEAT);
            tick();
        }
        pass(Duration.ofSeconds(20));
        assertEquals(List.of(), presence());
    }

    @Test
    void endsTheLeasesOfANodeThatStopsAtOnce() {
        open("n1", "l1", "al");
        open("n1", "l2", "bo");
        pass(TICK);
        beat("n1", true);
        open("n2", "l3", "bo");
        pass(BEAT);
        var offline = presence().stream()
                .filter(shown -> shown.getState() == PresenceState.OFFLINE)
                .map(Presence::getUser)
                .toList();
        assertEquals(List.of("al"), offline);
    }

    @Test
    void endsTheLeasesOfANodeWithManyUsersInSlices() {
        for (var user = 0; user < 1_200; user++) {
            open("n1", "l", "user-" + user);
        }
        pass(TICK);
        assertEquals(1_200, presence().size());
        assertEquals("1200 1 1200", gauges());
        beat("n1", true);
        assertEquals("200 0 200", gauges());
        assertEquals("0 0 0", gauges());
        pass(Duration.ofSeconds(4));
        assertEquals(List.of(), presence());
        pass(SECOND);
        assertEquals(1_200, presence().size());
    }

    @Test
    void beginsTheLifeOfANodeAnew() {
        open("n1", "l1", "al");
        open("n1", "l2", "bo");
        for (var tick = 0; tick < 8; tick++) {
            pass(BEAT);
            tick();
        }
        beat("n1", false);
        open("n1", "l1", "al");
        pass(TICK);
        presence();
        beats(10, "n1");
        assertEquals(List.of(), presence());
        assertEquals("1 1 1", gauges());
    }

    @Test
    void restoresWhoIsOnlineWhenAChoiceEnds() {
        open("n1", "l1", "al");
        write("al", chosen(PresenceChoice.BUSY, "lunch", millis(now) + 7_000));
        pass(TICK);
        var busy = presence().getLast();
        assertEquals(PresenceState.BUSY, busy.getState());
        assertEquals("lunch", busy.getText());
        assertNotNull(busy.getUntil());
        beats(1, "n1");
        assertEquals(List.of(), presence());
        beats(1, "n1");
        var restored = presence().getLast();
        assertEquals(PresenceState.ONLINE, restored.getState());
        assertEquals(PresenceChoice.ONLINE, restored.getChoice());
        assertNull(restored.getText());
        assertNull(restored.getUntil());
        assertTrue(restored.getVersion() > busy.getVersion());
    }

    @Test
    void hidesWhoIsInvisibleAtOnce() {
        open("n1", "l1", "al");
        pass(TICK);
        write("al", chosen(PresenceChoice.INVISIBLE, null, 0));
        pass(TICK);
        assertEquals(List.of(PresenceState.ONLINE, PresenceState.OFFLINE), states());
    }

    @Test
    void keepsWhatAnAbsentUserChose() {
        write("al", chosen(PresenceChoice.BUSY, "on leave", 0));
        pass(TICK);
        var absent = presence().getFirst();
        assertEquals(PresenceState.OFFLINE, absent.getState());
        assertEquals("on leave", absent.getText());
        assertNull(absent.getLastActiveAt());
        open("n1", "l1", "al");
        pass(TICK);
        assertEquals(List.of(PresenceState.BUSY), states());
    }

    @Test
    void takesNoHarmFromAnEndWithoutABeginning() {
        write("al", closed("n1", "l1", 5));
        pass(Duration.ofMinutes(1));
        assertEquals(List.of(), presence());
        assertEquals(1, counted("unchanged"));
    }

    @Test
    void refusesWhatIsTooLong() {
        var long300 = "x".repeat(300);
        open("n1", long300, "al");
        open(long300, "l1", "al");
        beat(long300, false);
        write("al", chosen(PresenceChoice.BUSY, "x".repeat(1_025), 0));
        write("", chosen(PresenceChoice.BUSY, "text", 0));
        pass(Duration.ofMinutes(1));
        assertEquals(List.of(), presence());
        assertEquals(4, counted("oversized"));
        assertEquals(1, counted("nobody"));
        assertEquals(List.of(), driver.deadLetters());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000000000100", "0000000063616263"})
    void keepsWhatItCannotReadAndGoesOn(String hex) {
        driver.writeBytes(Topics.LEASES, Keys.of("acme", "al"), HexFormat.of().parseHex(hex));
        open("n1", "l1", "al");
        pass(TICK);
        assertEquals("malformed", driver.deadLetters().getFirst().getCause());
        assertEquals(1, presence().size());
    }

    @Test
    void refusesARecordThatSpeaksForAnotherTenantThanItsKey() {
        var lease = new Lease("acme", "al", opened("n1", "l1", false, 5));
        driver.write(Topics.LEASES, Keys.of("other", "al"), lease);
        driver.write(Topics.LEASES, null, lease);
        pass(TICK);
        assertEquals(2, driver.deadLetters().size());
        assertEquals(List.of(), presence());
    }

    @Test
    void skipsNothingWhenTheRegistryDoesNotAnswer() {
        var bytes = driver.bytes(Topics.LEASES, new Lease("acme", "al", opened("n1", "l1", false, 5)));
        driver.stopRegistry();
        assertThrows(Exception.class, () -> driver.writeBytes(Topics.LEASES, Keys.of("acme", "al"), bytes));
        assertFalse(driver.metrics()
                .deadLetters()
                .collect()
                .getDataPoints()
                .iterator()
                .hasNext());
    }

    private double counted(String result) {
        return driver.metrics()
                .folded()
                .labelValues("presence", "leases", result)
                .get();
    }

    /** Leases, nodes, users. */
    private String gauges() {
        pass(TICK);
        var metrics = PresenceMetrics.in(driver.metrics().registry());
        return Stream.of(metrics.leases(), metrics.nodes(), metrics.onlineUsers())
                .map(gauge -> Long.toString((long) gauge.labelValues("0").get()))
                .collect(Collectors.joining(" "));
    }

    private void open(String node, String lease, String user) {
        write(user, opened(node, lease, false, millis(now)));
    }

    private void beats(int count, String... nodes) {
        for (var beat = 0; beat < count; beat++) {
            pass(BEAT);
            for (var node : nodes) {
                beat(node, false);
            }
            pass(TICK);
        }
    }

    private void beat(String node, boolean isStopping) {
        write(new Lease("", "", new NodeBeat(node, isStopping)));
    }

    private void tick() {
        write(new Lease("", "", new LeaseTick()));
    }

    private void write(String user, Object body) {
        write(new Lease("acme", user, body));
    }

    private void write(Lease lease) {
        var key = Keys.of(lease.getTenant(), lease.getUser());
        driver.writeBytes(Topics.LEASES, key, driver.bytes(Topics.LEASES, lease), now);
    }

    /** By the wall clock and the broker's; whole ticks. */
    private void pass(Duration time) {
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            now = now.plus(TICK);
            driver.pass(TICK);
        }
    }

    private static long millis(Instant at) {
        return at.toEpochMilli();
    }

    private List<PresenceState> states() {
        return presence().stream().map(Presence::getState).toList();
    }

    private List<Presence> presence() {
        return driver.read(Topics.PRESENCE);
    }
}
