package dev.parley.bench;

import dev.parley.bench.load.BenchCommand;
import dev.parley.bench.replay.ReplayCommand;
import dev.parley.client.run.Explanations;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parley replay} and {@code bench}: clients of a running platform, which they reach over the network only. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        description = "Plays chat and load into a running platform, and checks that nothing is lost.",
        subcommands = {ReplayCommand.class, BenchCommand.class})
public final class BenchMain {
    private static final int COULD_NOT_RUN = 2;

    private BenchMain() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BenchMain()).setExecutionExceptionHandler(BenchMain::explain);
    }

    /** Says what stopped a command. */
    private static int explain(Exception cause, CommandLine command, CommandLine.ParseResult arguments) {
        var sentence = Explanations.of(cause);
        command.getErr().println("parley: " + sentence);
        return COULD_NOT_RUN;
    }
}
