package dev.parley.operator.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.operator.doctor.BrokerFacts.Broker;
import dev.parley.operator.doctor.BrokerFacts.Directory;
import dev.parley.operator.doctor.BrokerFacts.OpenTransaction;
import dev.parley.operator.doctor.Finding.Level;
import dev.parley.readmodel.SchemaState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrokerChecksTest {
    private static final Instant NOW = Instant.parse("2026-01-08T00:00:00Z");
    private static final Map<String, String> GOOD = Map.of(
            "auto.create.topics.enable", "false",
            "unclean.leader.election.enable", "false",
            "transaction.max.timeout.ms", "900000",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
            "add.partitions.to.txn.retry.backoff.ms", "1",
            "group.min.session.timeout.ms", "6000",
            "offsets.topic.replication.factor", "3",
            "transaction.state.log.replication.factor", "3");

    @Test
    void findsNothingWrongWithHealthyBrokers() {
        var facts = new BrokerFacts(
                List.of(broker(1, Map.of()), broker(2, Map.of()), broker(3, Map.of())),
                List.of(),
                Map.of("parley-heads", "STABLE"));
        assertEquals(
                List.of(),
                BrokerChecks.of(facts, 3).stream()
                        .filter(finding -> finding.level() != Level.OK)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "auto.create.topics.enable, true, WRONG",
        "unclean.leader.election.enable, true, WRONG",
        "transaction.max.timeout.ms, 5000, WRONG",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms, 10000, ADVICE",
        "add.partitions.to.txn.retry.backoff.ms, 20, ADVICE",
        "group.min.session.timeout.ms, 10000, WRONG",
        "offsets.topic.replication.factor, 1, WRONG",
        "transaction.state.log.replication.factor, 1, WRONG"
    })
    void findsEachSettingThatIsOtherwise(String key, String value, Level level) {
        var facts = new BrokerFacts(
                List.of(broker(1, Map.of(key, value)), broker(2, Map.of()), broker(3, Map.of())), List.of(), Map.of());
        assertOne(level, key + " is " + value, BrokerChecks.of(facts, 3));
    }

    @Test
    void findsTooFewBrokersAndTooFewCopies() {
        var facts = new BrokerFacts(List.of(broker(1, Map.of())), List.of(), Map.of());
        assertOne(Level.WRONG, "1 run, but topics have 3 copies", BrokerChecks.of(facts, 3));
        assertOne(Level.ADVICE, "one copy", BrokerChecks.of(facts, 1));
    }

    @Test
    void findsWhatBlocksReadersAndWhatNobodyReads() {
        var facts = new BrokerFacts(
                List.of(broker(1, Map.of())),
                List.of(new OpenTransaction("parley-conversation-1", 4001, "Ongoing")),
                Map.of("parley-heads", "EMPTY", "parley-users", "PREPARING_REBALANCE"));
        var findings = BrokerChecks.of(facts, 1);
        assertOne(Level.WRONG, "producer 4001", findings);
        assertOne(Level.WRONG, "nobody reads", findings);
        assertOne(Level.ADVICE, "PREPARING_REBALANCE", findings);
    }

    @ParameterizedTest
    @CsvSource({"-5, WRONG, 5 s ahead", "90, ADVICE, 90 s old", "-1, OK, agrees", "30, OK, agrees"})
    void findsABrokersClockThatIsOff(int seconds, Level level, String what) {
        var broker = new Broker(1, GOOD, List.of(), Duration.ofSeconds(seconds));
        assertOne(level, what, BrokerChecks.of(new BrokerFacts(List.of(broker), List.of(), Map.of()), 1));
    }

    @Test
    void findsDisksThatAreFullOrBroken() {
        var disks = List.of(
                new Directory("/full", 5, 100, ""),
                new Directory("/broken", -1, -1, "Disk error when trying to access log file"),
                new Directory("/unknown", -1, -1, ""));
        var broker = new Broker(1, GOOD, disks, null);
        var findings = BrokerChecks.of(new BrokerFacts(List.of(broker), List.of(), Map.of()), 1);
        assertOne(Level.WRONG, "(5 %)", findings);
        assertOne(Level.WRONG, "Disk error", findings);
        assertOne(Level.UNKNOWN, "size not known", findings);
    }

    @Test
    void comparesTheSchemaOfTheStore() {
        assertEquals(Level.OK, StoreChecks.of(new SchemaState("12", 0, false)).level());
        assertEquals(
                Level.WRONG, StoreChecks.of(new SchemaState("11", 1, false)).level());
        assertEquals(Level.WRONG, StoreChecks.of(new SchemaState("13", 0, true)).level());
        assertEquals(Level.WRONG, StoreChecks.of(new SchemaState("", 12, false)).level());
    }

    @ParameterizedTest
    @CsvSource({"-1, WRONG", "13, WRONG", "15, ADVICE", "31, OK"})
    void countsTheDaysOfACertificate(int days, Level level) {
        var end = NOW.plus(Duration.ofDays(days));
        assertEquals(
                level, CertificateChecks.of("https://chat.example", end, NOW).level());
    }

    private static Broker broker(int id, Map<String, String> other) {
        var configs = new HashMap<>(GOOD);
        configs.putAll(other);
        return new Broker(id, configs, List.of(new Directory("/log", 50, 100, "")), Duration.ofSeconds(2));
    }

    private static void assertOne(Level level, String what, List<Finding> findings) {
        var found = findings.stream()
                .filter(finding -> finding.what().contains(what))
                .toList();
        assertEquals(1, found.size(), findings.toString());
        assertEquals(level, found.getFirst().level());
        assertTrue(level == Level.OK || !found.getFirst().toDo().isBlank(), "it says what to do");
    }
}
