package dev.parley.standalone;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.service.StartException;
import dev.parley.standalone.command.RunCommand;
import dev.parley.standalone.command.SetupCommand;
import dev.parley.standalone.command.TenantCommand;
import dev.parley.standalone.command.TokenKeysCommand;
import dev.parley.standalone.command.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit status 0 for success, 1 for a failure, 2 for wrong usage. */
@Command(
        name = "parley",
        description = "A chat platform that you run yourself, built as a log.",
        mixinStandardHelpOptions = true,
        version = "parley 0.1.0",
        subcommands = {
            UpCommand.class,
            RunCommand.class,
            SetupCommand.class,
            TenantCommand.class,
            TokenKeysCommand.class
        },
        footer = {
            "  replay  Plays recorded chat into a running platform and checks that nothing was lost.",
            "  bench   Measures a running platform.",
            "  fault   Starts a platform of processes, breaks something, and checks that nothing was lost.",
            "",
            "Each command has --help."
        })
public final class Standalone {
    private Standalone() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        var commandLine = new CommandLine(new Standalone());
        // What follows the name of a service is the service's own.
        commandLine.getSubcommands().values().stream()
                .filter(command -> command.getCommandName().equals("run"))
                .forEach(command -> command.setStopAtPositional(true));
        return commandLine.setUsageHelpAutoWidth(true).setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("parley: " + sentence(failure));
            return failure instanceof ConfigurationException
                    ? CommandLine.ExitCode.USAGE
                    : CommandLine.ExitCode.SOFTWARE;
        });
    }

    private static String sentence(Exception failure) {
        return failure instanceof StartException || failure instanceof ConfigurationException
                ? String.valueOf(failure.getMessage())
                : failure.toString();
    }
}
