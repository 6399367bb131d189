package dev.parley.operator.deadletters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley dead-letters}. */
@Command(
        name = "dead-letters",
        description = "Lists, shows and replays records that could not be processed.",
        mixinStandardHelpOptions = true,
        subcommands = {ListLettersCommand.class, ShowLetterCommand.class, ReplayLettersCommand.class})
public final class DeadLettersCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
