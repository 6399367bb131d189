package dev.parley.client.run;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows how far a run is: one line that changes on a terminal, a new line every few seconds elsewhere. */
public final class ProgressLine implements AutoCloseable {
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final Supplier<String> line;
    private final boolean isTerminal;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());

    private ProgressLine(PrintStream out, Supplier<String> line) {
        this.out = out;
        this.line = line;
        this.isTerminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    public static ProgressLine show(PrintStream out, Supplier<String> line) {
        var progress = new ProgressLine(out, line);
        var periodMs = progress.isTerminal ? 500 : 5_000;
        var _ = progress.ticker.scheduleAtFixedRate(progress::print, periodMs, periodMs, TimeUnit.MILLISECONDS);
        return progress;
    }

    private void print() {
        if (isTerminal) {
            out.print(ERASE_LINE + line.get());
            out.flush();
        } else {
            out.println(line.get());
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        if (isTerminal) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }
}
