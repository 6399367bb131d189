package dev.parley.bench;

import dev.parley.bench.replay.ReplayCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parley replay} and {@code parley bench}: clients of a running platform, which they reach over the network only. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        description = "Plays chat and load into a running platform, and checks that nothing is lost.",
        subcommands = {ReplayCommand.class})
public final class BenchMain {
    private static final int COULD_NOT_RUN = 2;

    private BenchMain() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command and returns its exit status. */
    static int run(String... args) {
        return new CommandLine(new BenchMain())
                .setExecutionExceptionHandler(BenchMain::explain)
                .execute(args);
    }

    /** What a user can mend is said in one line; anything else is a defect, with its trace. */
    private static int explain(Exception cause, CommandLine command, CommandLine.ParseResult arguments) {
        var sentence = Explanations.of(cause);
        command.getErr().println("parley: " + sentence);
        return COULD_NOT_RUN;
    }
}
