package dev.parley.standalone.command;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Deletes the data folder before the start, after a confirmation. */
final class FreshOptions {
    @Option(
            names = "--fresh",
            required = true,
            description = "Deletes the contents of the data folder, except its logs, and starts empty.")
    private boolean isWanted;

    @Option(names = "--yes", description = "Deletes without asking for confirmation.")
    private boolean isSure;

    boolean isWanted() {
        return isWanted;
    }

    /** Asks on a terminal; without one prints that --yes is needed. */
    boolean isConfirmed(Path folder, PrintWriter out) {
        if (isSure) {
            return true;
        }
        var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (console.isEmpty()) {
            out.println("parley: --fresh deletes everything in " + folder + "; add --yes to confirm.");
            return false;
        }
        var answer = console.get().readLine("Delete everything in %s? [y/N] ", folder);
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }
}
