package dev.parley.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench flood}. */
@Command(
        name = "flood",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "1:1 chat beside users who say all the time that they type, and users whose presence changes all the time, in turn "
                        + "with the same while none of them does. Bar 6: the p99 of chat grows by less than a fifth. "
                        + "--typists 0 or --flapping 0 leaves the other half.")
final class FloodCommand implements Callable<Integer> {
    @Mixin
    private TypingOptions typing = new TypingOptions();

    @Mixin
    private FlappingOptions flapping = new FlappingOptions();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often chat is measured with the flood and without, default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Mixin
    private PairOptions pairs = new PairOptions();

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws IOException {
        var plan = plan();
        try (var flood = new Flood(plan, options.target())) {
            System.out.println(settings());
            flood.begin();
            var report = measure(flood);
            System.out.println();
            System.out.print(report.text());
            options.output().keep(report.scenario(), report);
            return report.isClean() && !report.isVoid() ? 0 : 1;
        }
    }

    /** @throws IllegalArgumentException a sentence for users */
    private Flood.Plan plan() {
        var plan = new Flood.Plan(typing.plan(options.runId()), flapping.plan(options.runId()));
        if (plan.typing() == null && plan.flapping() == null) {
            throw new IllegalArgumentException("--typists and --flapping must not both be 0.");
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1.");
        }
        if (options.peer() != null) {
            throw new IllegalArgumentException("--peer is not supported here.");
        }
        return plan;
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<String, Object>(typing.settings());
        settings.putAll(flapping.settings());
        settings.put("runId", options.runId());
        settings.put("rounds", rounds);
        return settings;
    }

    private FloodReport measure(Flood flood) throws IOException {
        var runs = new ArrayList<LoadReport>();
        for (var turn = 0; turn < 2 * rounds; turn++) {
            var trial = new LoadOptions.Trial(options.runId() + "-" + turn, options.rate());
            var chat = ChatBeside.isWith(turn) ? beside(flood) : new DirectScenario(pairs.sockets());
            runs.add(options.measure(trial, chat, options::sockets));
            System.out.print(runs.getLast().text());
        }
        return FloodReport.of(settings(), runs, flood.signals());
    }

    /** It is there from when all who chat are there until the log is read back. */
    private DirectScenario beside(Flood flood) {
        return new DirectScenario(pairs.sockets()) {
            @Override
            public void prepare(Stage stage) {
                super.prepare(stage);
                flood.rise();
            }

            @Override
            public Map<String, String> conversations() {
                flood.fall();
                return super.conversations();
            }
        };
    }
}
