package dev.parley.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.Seen;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FaultResultTest {
    private static final FaultScenario SCENARIO = new PoisonRecords();
    private static final FaultSettings SETTINGS = new FaultSettings(1_000, 100, Duration.ofSeconds(60), false);

    private final Findings findings = new Findings();
    private final Ledger ledger = new Ledger();

    @Test
    void passesWhereEverythingHolds() {
        deliver(1);
        findings.ledger(ledger.verdict());
        findings.within("it recovers", TimeUnit.SECONDS.toNanos(5), Duration.ofSeconds(5));

        assertEquals(FaultResult.State.PASSED, result("").state());
        assertEquals(0, status(result("")));
    }

    @Test
    void failsForALostMessage() {
        deliver(1);
        ledger.sending("lost", "g:team", "text", 0).accepted(2, 0);
        findings.ledger(ledger.verdict());

        assertEquals(FaultResult.State.FAILED, result("").state());
        assertEquals(1, status(result("")));
        assertTrue(result("").text().contains("LOST at store"), () -> result("").text());
    }

    @Test
    void failsForAnOutcomeThatStaysUnknown() {
        deliver(1);
        ledger.sending("unknown", "g:team", "text", 0);
        findings.ledger(ledger.verdict());

        assertEquals(FaultResult.State.FAILED, result("").state());
    }

    @Test
    void failsForABoundThatIsMissedByANanosecond() {
        findings.within("it recovers", TimeUnit.SECONDS.toNanos(5) + 1, Duration.ofSeconds(5));

        assertEquals(FaultResult.State.FAILED, result("").state());
    }

    @Test
    void failsWhereNothingWasChecked() {
        assertEquals(FaultResult.State.FAILED, result("").state());
    }

    @Test
    void failsWhereTheScenarioDidNotComeToItsEnd() {
        findings.check("something", true, "yes");

        assertEquals(
                FaultResult.State.FAILED, result("the broker did not start").state());
    }

    @Test
    void saysThatSomethingCouldNotBeRun() {
        findings.check("something", true, "yes");
        var skipped = FaultResult.skipped(SCENARIO, "needs root");

        assertEquals(2, status(result(""), skipped));
        assertEquals(1, status(result("it broke"), skipped));
    }

    @Test
    void selectsByNumberAndKnowsEachOnce() {
        assertEquals(
                List.of(9, 4),
                Catalogue.select("9,4").stream().map(FaultScenario::number).toList());
        assertEquals(
                Catalogue.ALL.size(),
                Catalogue.ALL.stream().map(FaultScenario::title).distinct().count());
        assertEquals(2, Catalogue.select("5").size(), "a row of the list may have several scenarios");
        assertTrue(Catalogue.ALL.containsAll(Catalogue.select("short")));
        assertThrows(IllegalArgumentException.class, () -> Catalogue.select("99"));
    }

    private void deliver(long seq) {
        ledger.sending("there", "g:team", "text", 0).accepted(seq, 0);
        for (var reader : List.of(Ledger.STORE, "alice")) {
            ledger.reading(reader, "g:team", 0).add(new Seen("g:team", seq, "e" + seq, "there", "text"));
        }
    }

    private FaultResult result(String why) {
        return FaultResult.of(SCENARIO, findings, why, 1);
    }

    private static int status(FaultResult... results) {
        return FaultReport.of(List.of(results), SETTINGS).exitStatus();
    }
}
