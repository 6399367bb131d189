package dev.parley.bench.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.bench.report.Quantiles;
import dev.parley.client.ledger.Fault;
import dev.parley.client.ledger.FaultKind;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.LedgerVerdict;
import dev.parley.client.ledger.Sent;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.TextTable;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param messages what was said, by what became of it
 * @param ledger the check of everything with a place in the log, joins and leaves included
 * @param latency from the intended time of a message to the last listener
 * @param acknowledgement from the intended time of a message to its answer
 * @param lateness of the program itself
 * @param faults the first of them
 */
record ReplayReport(
        boolean isClean,
        String runId,
        String file,
        int days,
        double speed,
        int listeners,
        int socketPercent,
        Script.Notes notes,
        Run run,
        Tally.Counts messages,
        Checked ledger,
        Quantiles latency,
        Quantiles acknowledgement,
        Quantiles lateness,
        Map<FaultKind, Long> faultCounts,
        List<Fault> faults,
        MachineInfo machine) {
    private static final int MOST_FAULTS = 50;

    /**
     * How it went.
     *
     * @param reconnects connections that listeners lost and made again
     * @param repeatsOnSockets events that came twice or late on a speaker's socket
     * @param unread what the users had not read
     */
    record Run(
            double seconds,
            double generatorCpuSeconds,
            long reconnects,
            long repeatsOnSockets,
            UnreadCheck.Findings unread) {}

    /** The ledger in numbers. */
    record Checked(
            long sent,
            long acknowledged,
            Map<String, Long> refused,
            long unanswered,
            long retried,
            long delivered,
            long stored,
            long lost,
            long doubled,
            long outOfOrder) {
        static Checked of(LedgerVerdict verdict) {
            return new Checked(
                    verdict.sent(),
                    verdict.accepted(),
                    verdict.refused(),
                    verdict.unanswered(),
                    verdict.retried(),
                    verdict.deliveries(),
                    verdict.stored(),
                    verdict.count(FaultKind.LOST) + verdict.count(FaultKind.HOLE),
                    verdict.count(FaultKind.DOUBLED),
                    verdict.count(FaultKind.OUT_OF_ORDER));
        }
    }

    static ReplayReport of(
            ReplaySettings settings,
            Script.Notes notes,
            Run run,
            Tally.Counts counts,
            Ledger ledger,
            Quantiles lateness) {
        var verdict = ledger.verdict();
        var latency = Quantiles.histogram();
        var acknowledgement = Quantiles.histogram();
        for (var sent : ledger.sent()) {
            if (sent.isMessage() && sent.intendedAt() != 0 && sent.state() == Sent.State.ACCEPTED) {
                acknowledgement.recordValue(Math.max(0, sent.answeredAfter()));
                if (sent.deliveries() >= settings.listeners()) {
                    latency.recordValue(Math.max(0, sent.deliveredAfter()));
                }
            }
        }
        var isClean = verdict.isClean()
                && verdict.unanswered() == 0
                && counts.unexpectedRefusals() == 0
                && run.repeatsOnSockets() == 0
                && run.unread().faults().isEmpty();
        return new ReplayReport(
                isClean,
                settings.runId(),
                settings.file().toString(),
                settings.days(),
                settings.speed(),
                settings.listeners(),
                settings.socketPercent(),
                notes,
                run,
                counts,
                Checked.of(verdict),
                Quantiles.of(latency),
                Quantiles.of(acknowledgement),
                lateness,
                verdict.counts(),
                verdict.faults().stream().limit(MOST_FAULTS).toList(),
                MachineInfo.here());
    }

    @JsonIgnore
    String text() {
        var table = new TextTable("Replay " + runId + " of " + days + " days at " + speed + " times the speed, "
                        + Math.round(run.seconds()) + " s")
                .row("messages sent", messages.messages())
                .row("  acknowledged", messages.acknowledged())
                .row("  blank, refused as they must be", messages.refusedBlanks());
        messages.refused().forEach((code, count) -> table.row("  refused: " + code, count));
        table.row("users", messages.users())
                .row("joins, leaves, renames", messages.joins() + ", " + messages.leaves() + ", " + messages.renames())
                .row("replies in threads, dead links dropped", notes.replies() + ", " + notes.deadLinks())
                .row("nicks that are no legal ids", notes.illegalNicks())
                .row("actions in the group", ledger.sent())
                .row("  acknowledged", ledger.acknowledged())
                .row("  unknown at first, retried", ledger.retried())
                .row("  unknown at the end", ledger.unanswered())
                .row("delivered to " + listeners + " listeners", ledger.delivered())
                .row("stored", ledger.stored())
                .row("lost", ledger.lost())
                .row("doubled", ledger.doubled())
                .row("out of order", ledger.outOfOrder());
        run.unread().addTo(table);
        table.row("to the last listener", latency.text())
                .row("to the answer", acknowledgement.text())
                .row("this program: late, CPU", lateness.text() + ", " + run.generatorCpuSeconds() + " s");
        var text = new StringBuilder(table.toString());
        faults.forEach(
                fault -> text.append("  " + fault.kind() + " at " + fault.place() + ": " + fault.detail() + "\n"));
        run.unread().faults().forEach(fault -> text.append("  UNREAD " + fault + "\n"));
        return text.append(conclusion()).append('\n').toString();
    }

    private String conclusion() {
        return isClean
                ? "Everything arrived, once and in order, and unread counts are right."
                : "THE CHECK FAILED: " + faultCounts + ", unread counts "
                        + (run.unread().faults().isEmpty() ? "right" : "wrong");
    }
}
