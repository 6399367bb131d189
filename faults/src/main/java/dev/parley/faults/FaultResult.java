package dev.parley.faults;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.client.ledger.Fault;
import dev.parley.client.run.TextTable;
import java.util.List;
import java.util.Map;

/**
 * What came of one scenario.
 *
 * @param why it was skipped, or could not be run to its end; else empty
 * @param faults what the ledger found, the first of them
 */
record FaultResult(
        int number,
        String title,
        State state,
        String why,
        double seconds,
        List<Findings.Check> checks,
        Map<String, String> notes,
        List<Fault> faults) {
    private static final int MOST_FAULTS = 20;

    enum State {
        PASSED,
        FAILED,
        SKIPPED
    }

    static FaultResult skipped(FaultScenario scenario, String why) {
        return new FaultResult(
                scenario.number(), scenario.title(), State.SKIPPED, why, 0, List.of(), Map.of(), List.of());
    }

    /** What came of somebody's own command. */
    static FaultResult beside(Findings findings, String command, double seconds) {
        var isGood = findings.checks().stream().allMatch(Findings.Check::holds);
        return new FaultResult(
                0,
                command,
                isGood ? State.PASSED : State.FAILED,
                "",
                Math.round(seconds * 10) / 10.0,
                findings.checks(),
                findings.notes(),
                findings.faults().stream().limit(MOST_FAULTS).toList());
    }

    /** @param why empty where it ran to its end */
    static FaultResult of(FaultScenario scenario, Findings findings, String why, double seconds) {
        var checks = findings.checks();
        var isGood = why.isEmpty() && !checks.isEmpty() && checks.stream().allMatch(Findings.Check::holds);
        return new FaultResult(
                scenario.number(),
                scenario.title(),
                isGood ? State.PASSED : State.FAILED,
                why,
                Math.round(seconds * 10) / 10.0,
                checks,
                findings.notes(),
                findings.faults().stream().limit(MOST_FAULTS).toList());
    }

    @JsonIgnore
    String text() {
        var table = new TextTable(
                (number == 0 ? "beside: " : "fault " + number + ": ") + title + "  [" + state + ", " + seconds + " s]");
        checks.forEach(check -> table.row((check.holds() ? "ok    " : "WRONG ") + check.what(), check.found()));
        notes.forEach((what, value) -> table.row("      " + what, value));
        faults.forEach(fault -> table.row("      " + fault.kind() + " at " + fault.place(), fault.detail()));
        if (!why.isEmpty()) {
            table.row(state == State.SKIPPED ? "skipped" : "WRONG ", why);
        }
        return table.toString();
    }
}
