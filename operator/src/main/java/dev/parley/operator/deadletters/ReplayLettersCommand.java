package dev.parley.operator.deadletters;

import dev.parley.operator.command.Columns;
import dev.parley.operator.command.OutputOptions;
import dev.parley.operator.command.PlatformOptions;
import dev.parley.operator.deadletters.ReplayDecision.Refused;
import dev.parley.operator.deadletters.ReplayDecision.Replay;
import dev.parley.operator.deadletters.ReplayDecision.Replayed;
import dev.parley.operator.deadletters.Replayer.Result;
import dev.parley.runtime.service.StartException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley dead-letters replay}. */
@Command(
        name = "replay",
        description =
                "Writes records back to their topics, unchanged and each once, after the cause was mended. What was"
                        + " replayed is remembered. Exit status 1 where one is refused.",
        mixinStandardHelpOptions = true)
final class ReplayLettersCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NUMBER", arity = "0..*", description = "Letters, as in parley dead-letters list.")
    private List<Long> numbers = new ArrayList<>();

    @Option(names = "--all", description = "Every letter that the filters take, instead of numbers.")
    private boolean isAll;

    @Option(names = "--dry-run", description = "Says what would be written, and writes nothing.")
    private boolean isDryRun;

    @Option(
            names = "--allow-repeat",
            description = "Also records of topics that one feature alone writes, such as events: their readers see them"
                    + " twice.")
    private boolean isRepeatAllowed;

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
        if (isAll != numbers.isEmpty()) {
            throw new StartException("Give the numbers of letters, or --all for every one that the filters take.");
        }
        var kafka = platform.kafka();
        var log = new LetterLog(kafka, platform.readOnlyRegistry());
        var letters = new ArrayList<Letter>();
        var missing = new HashSet<>(numbers);
        log.read(letter -> {
            if (isAll ? filter.takes(letter) : missing.remove(letter.number())) {
                letters.add(letter);
            }
        });
        if (!missing.isEmpty()) {
            throw new StartException("There is no letter " + missing + "; nothing was replayed.");
        }
        var replayer = new Replayer(kafka, log, InstantSource.system());
        var results = isDryRun ? replayer.decide(letters, isRepeatAllowed) : replayer.replay(letters, isRepeatAllowed);
        output.print(
                spec.commandLine().getOut(), results.stream().map(this::json).toList(), text(results));
        return results.stream().anyMatch(result -> result.decision() instanceof Refused) ? 1 : 0;
    }

    private Map<String, Object> json(Result result) {
        return Map.of(
                "number",
                result.letter().number(),
                "record",
                result.letter().place().toString(),
                "result",
                result(result.decision()),
                "detail",
                detail(result.decision()));
    }

    private String text(List<Result> results) {
        if (results.isEmpty()) {
            return "No letter matches.\n";
        }
        var table = new Columns("NUMBER", "RECORD", "RESULT", "");
        results.forEach(result -> table.row(
                result.letter().number(),
                result.letter().place(),
                result(result.decision()),
                detail(result.decision())));
        return table.toString();
    }

    private String result(ReplayDecision decision) {
        return switch (decision) {
            case Replay _ -> isDryRun ? "would be replayed" : "replayed";
            case Replayed _ -> "replayed before";
            case Refused _ -> "refused";
        };
    }

    private static String detail(ReplayDecision decision) {
        return switch (decision) {
            case Replay _ -> "";
            case Replayed(var at) -> at;
            case Refused(var why) -> why;
        };
    }
}
