package dev.parley.standalone.command;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether to begin anew, which cannot be undone. */
final class FreshOptions {
    @Option(
            names = "--fresh",
            required = true,
            description = "Deletes what the folder holds, but for its logs, and begins anew.")
    private boolean isWanted;

    @Option(names = "--yes", description = "Does not ask before it deletes.")
    private boolean isSure;

    boolean isWanted() {
        return isWanted;
    }

    /** Asks where there is somebody to ask; says what to do where there is nobody. */
    boolean isConfirmed(Path folder, PrintWriter out) {
        if (isSure) {
            return true;
        }
        var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (console.isEmpty()) {
            out.println("parley: --fresh deletes everything in " + folder + "; add --yes if that is wanted.");
            return false;
        }
        var answer = console.get().readLine("Delete everything in %s? [y/N] ", folder);
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }
}
