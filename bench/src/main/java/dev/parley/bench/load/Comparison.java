package dev.parley.bench.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.client.run.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Two platforms that did the same in turn, A B B A, so that a machine that slows down slows both.
 *
 * @param idleCores what Parley, which stays up, used while it was the peer's turn
 * @param rows medians and spread of the runs that have a figure
 * @param runs in the order in which they ran
 */
record Comparison(String scenario, Spread idleCores, List<Row> rows, List<LoadReport> runs) {
    /**
     * @param runs how many there were
     * @param valid how many of them have a figure
     * @param cpuMillisPerMessage of all the platform's processes
     */
    record Row(
            double rate,
            String platform,
            String durability,
            int runs,
            int valid,
            Spread p50,
            Spread p99,
            Spread cpuMillisPerMessage) {}

    private record Kind(double rate, String platform, String durability) {
        static Kind of(LoadReport run) {
            return new Kind((double) run.settings().getOrDefault("rate", 0.0), run.platform(), run.durability());
        }
    }

    static Comparison of(String scenario, List<LoadReport> runs, List<Double> idleCores) {
        var byKind = new LinkedHashMap<Kind, List<LoadReport>>();
        runs.forEach(run ->
                byKind.computeIfAbsent(Kind.of(run), _ -> new ArrayList<>()).add(run));
        var rows = new ArrayList<Row>();
        byKind.forEach((kind, all) -> rows.add(row(kind, all)));
        return new Comparison(scenario, Spread.of(idleCores), rows, runs);
    }

    private static Row row(Kind kind, List<LoadReport> runs) {
        var valid = runs.stream().filter(run -> run.isClean() && !run.isVoid()).toList();
        return new Row(
                kind.rate(),
                kind.platform(),
                kind.durability(),
                runs.size(),
                valid.size(),
                spread(valid, run -> run.latency().p50()),
                spread(valid, run -> run.latency().p99()),
                spread(
                        valid,
                        run -> run.server() == null ? Double.NaN : run.server().cpuMillisPerMessage()));
    }

    private static Spread spread(List<LoadReport> runs, ToDoubleFunction<LoadReport> figure) {
        return Spread.of(runs.stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .boxed()
                .toList());
    }

    @JsonIgnore
    boolean hasFigures() {
        return rows.stream().allMatch(row -> row.valid() == row.runs());
    }

    @JsonIgnore
    String text() {
        var table = new TextTable("compare " + scenario + ": medians (and spread)");
        for (var row : rows) {
            table.row(
                    String.format(Locale.ROOT, "%,.0f/s %s (class %s)", row.rate(), row.platform(), row.durability()),
                    "p50 " + row.p50().text() + "  p99 " + row.p99().text() + " ms  CPU "
                            + row.cpuMillisPerMessage().text() + " ms a message, " + row.valid() + " of " + row.runs()
                            + " runs");
        }
        table.row("parley, idle in the peer's turns", idleCores.text() + " cores");
        var classes = rows.stream().map(Row::durability).distinct().count();
        return classes > 1
                ? table + "The classes differ: what one stores, the other does not. No comparison.\n"
                : table.toString();
    }
}
