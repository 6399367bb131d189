package dev.parley.bench.bars;

import dev.parley.bench.report.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley bench report}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Holds the results of runs against everything that must be reached, and writes the table.")
public final class ReportCommand implements Callable<Integer> {
    @Option(names = "--results", paramLabel = "FOLDER", description = "Where results are, default: bench/results.")
    private @Nullable Path folder;

    @Option(names = "--out", paramLabel = "FILE", description = "The table, default: bench/RESULTS.md.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        var results = ResultFolder.in(folder == null ? Checkout.results() : folder);
        var page = ReportPage.of(Bars.all(), results);
        var file = out == null ? Checkout.home().resolve("bench").resolve("RESULTS.md") : out;
        Files.writeString(file, page);
        System.out.print(page);
        System.out.println("Written to " + file + ".");
        return 0;
    }
}
