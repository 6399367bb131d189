package dev.parley.bench.bars;

import java.util.Locale;
import java.util.Objects;

/**
 * What became of a bar.
 *
 * @param figure with its unit; empty where there is none
 * @param peer the peer's figure of the same run
 * @param ledger what the check of the run came to
 * @param verdict met, missed, partial, not measured, or no figure
 * @param run where the figure is from
 */
record Judgement(String figure, String peer, String ledger, String verdict, String run) {
    static Judgement notMeasured(String missing) {
        return new Judgement("", "", "", missing.isEmpty() ? "not measured" : "partial: " + missing, "");
    }

    static Judgement of(Bar bar, Result result, ResultFolder results) {
        var run = result.file() + (result.length().isEmpty() ? "" : " (" + result.length() + ")") + " at "
                + result.commit();
        if (!result.hasFigure()) {
            return new Judgement("", "", result.ledger(), "no figure", run);
        }
        var source = Objects.requireNonNull(bar.source());
        var figure = source.median(results, result.file()).orElseThrow();
        var text = text(figure, bar.unit());
        if (bar.peer().isEmpty()) {
            return new Judgement(text, "", result.ledger(), verdict(bar, figure), run);
        }
        var peer = source.ofPeer(bar.peer(), result).median(results, result.file());
        if (peer.isEmpty()) {
            return new Judgement(text, "", result.ledger(), "not measured: no " + bar.peer() + " in the run", run);
        }
        var theirs = bar.peer() + " " + text(peer.getAsDouble(), bar.unit());
        return new Judgement(text, theirs, result.ledger(), verdict(bar, figure / peer.getAsDouble()), run);
    }

    private static String verdict(Bar bar, double value) {
        if (!bar.bound().isHeldBy(value)) {
            return "missed";
        }
        return bar.missing().isEmpty() ? "met" : "partial: " + bar.missing();
    }

    private static String text(double figure, String unit) {
        var digits = Math.abs(figure) >= 100 ? 0 : Math.abs(figure) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f %s", figure, unit).strip();
    }
}
