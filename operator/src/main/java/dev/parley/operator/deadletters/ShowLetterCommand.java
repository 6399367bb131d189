package dev.parley.operator.deadletters;

import dev.parley.operator.command.OutputOptions;
import dev.parley.operator.command.PlatformOptions;
import dev.parley.runtime.service.StartException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley dead-letters show}. */
@Command(
        name = "show",
        description =
                "Shows a letter: what failed, and the record's bytes, decoded where they can be. They may hold what"
                        + " users wrote.",
        mixinStandardHelpOptions = true)
final class ShowLetterCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NUMBER", description = "As in parley dead-letters list.")
    private long number;

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Bytes of key and value that are shown. Default: ${DEFAULT-VALUE}")
    private int maxBytes;

    @Mixin
    private PlatformOptions platform = new PlatformOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var registry = platform.readOnlyRegistry();
        var log = new LetterLog(platform.kafka(), registry);
        var found = new AtomicReference<@Nullable Letter>();
        log.read(letter -> {
            if (letter.number() == number) {
                found.set(letter);
            }
        });
        var letter = found.get();
        if (letter == null) {
            throw new StartException(
                    "There is no letter " + number + ": parley dead-letters list shows those there are.");
        }
        var replays = log.replays();
        var text = new LetterText(registry);
        output.print(
                spec.commandLine().getOut(), text.json(letter, replays, true), text.full(letter, replays, maxBytes));
        return 0;
    }
}
