package dev.parley.faults;

import dev.parley.client.run.Explanations;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parley fault}. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        description = "Starts a platform of processes and injects faults into it under load.",
        subcommands = FaultCommand.class)
public final class FaultsMain {
    private static final int COULD_NOT_RUN = 2;

    private FaultsMain() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new FaultsMain()).setExecutionExceptionHandler((cause, command, _) -> {
            command.getErr().println("parley: " + Explanations.of(cause));
            return COULD_NOT_RUN;
        });
    }
}
