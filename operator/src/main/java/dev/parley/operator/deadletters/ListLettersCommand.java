package dev.parley.operator.deadletters;

import dev.parley.operator.command.OutputOptions;
import dev.parley.operator.command.PlatformOptions;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley dead-letters list}. */
@Command(
        name = "list",
        description = "Lists the newest letters, the oldest of them first. They are kept for 30 days.",
        mixinStandardHelpOptions = true)
final class ListLettersCommand implements Callable<Integer> {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many at most. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Mixin
    private LetterFilter filter = new LetterFilter();

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
        var newest = new ArrayDeque<Letter>();
        var found = new long[1];
        var unreadable = log.read(letter -> {
            if (filter.takes(letter)) {
                found[0]++;
                newest.add(letter);
                if (newest.size() > limit) {
                    newest.remove();
                }
            }
        });
        var letters = List.copyOf(newest);
        var replays = log.replays();
        var text = new LetterText(registry);
        output.print(
                spec.commandLine().getOut(),
                letters.stream()
                        .map(letter -> text.json(letter, replays, false))
                        .toList(),
                letters.isEmpty()
                        ? "No dead letters.\n" + unreadable(unreadable)
                        : LetterText.table(letters, replays)
                                + more(found[0] - letters.size())
                                + unreadable(unreadable));
        return 0;
    }

    private static String more(long more) {
        return more == 0 ? "" : more + " older ones match too: --limit shows them.\n";
    }

    private static String unreadable(long count) {
        return count == 0 ? "" : count + " records of the topic are no letters.\n";
    }
}
