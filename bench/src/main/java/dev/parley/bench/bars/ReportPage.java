package dev.parley.bench.bars;

import java.util.List;

/** The table of all bars, as Markdown. */
final class ReportPage {
    private static final String HEAD = """
            # Results

            What must be reached, and what was measured. Rendered by `./parley bench report` from `bench/results`; the newest run
            that fits counts, whatever it says. A run whose ledger check failed, or whose generator was late, has no figure;
            a bar whose feature is not built yet is *partial* at best; a run of less than 30 s says nothing. Lengths are warm-up + measured time.
            Why bars are missed, and what was tried: `MISSES.md`.

            | # | what must be reached | figure | peer | ledger | verdict | run |
            |---|---|---|---|---|---|---|
            """;

    private ReportPage() {}

    static String of(List<Bar> bars, ResultFolder results) {
        var page = new StringBuilder(HEAD);
        for (var bar : bars) {
            var judgement = bar.judge(results);
            page.append("| ").append(bar.number());
            for (var cell : List.of(
                    bar.what(),
                    judgement.figure(),
                    judgement.peer(),
                    judgement.ledger(),
                    judgement.verdict(),
                    judgement.run())) {
                page.append(" | ").append(cell.replace("|", "\\|"));
            }
            page.append(" |\n");
        }
        return page.toString();
    }
}
