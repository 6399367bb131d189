package dev.parley.bench.load;

import dev.parley.bench.log.TopicEnd;
import dev.parley.bench.options.Times;
import dev.parley.client.PlatformClient;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import dev.parley.schemas.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
                "1:1 chat beside groups in which all members say all the time that they type, in turn with the same while "
                        + "nobody does. Bar 6: the p99 of chat grows by less than a fifth.")
final class FloodCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Option(
            names = "--typists",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Users who type, each with a socket, default: ${DEFAULT-VALUE}.")
    private int typists;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "20",
            description = "Members of each of their groups, default: ${DEFAULT-VALUE}.")
    private int members;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "2500ms",
            description = "How often each says that it types, default: ${DEFAULT-VALUE}.")
    private String every = "2500ms";

    @Option(
            names = "--transient-every",
            paramLabel = "N",
            defaultValue = "7",
            description =
                    "Every so many of these frames one is a transient instead; 0 = none. Default: ${DEFAULT-VALUE}.")
    private int transientEvery;

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
        var target = options.target();
        try (var end = new TopicEnd(target.settings());
                var platform = new PlatformClient(target.urls(), target.apiKey(), TIMEOUT);
                var loops = SocketLoops.start(SocketEndpoint.of(target.url()), 1, List.of());
                var crowd = new Typists(plan, platform, loops)) {
            System.out.printf("%,d users who type, in groups of %,d%n", typists, members);
            crowd.begin();
            var report = measure(crowd, end);
            System.out.println();
            System.out.print(report.text());
            options.output().keep(report.scenario(), report);
            return report.isClean() && !report.isVoid() ? 0 : 1;
        }
    }

    /** @throws IllegalArgumentException a sentence for users */
    private Typists.Plan plan() {
        if (members < 2 || members > typists || typists % members != 0) {
            throw new IllegalArgumentException("--members must be at least 2, and --typists a multiple of it.");
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1.");
        }
        if (transientEvery < 0) {
            throw new IllegalArgumentException("--transient-every must not be below 0.");
        }
        if (options.peer() != null) {
            throw new IllegalArgumentException("--peer is not supported here.");
        }
        return new Typists.Plan(options.runId() + "-typing", typists, members, Times.parse(every), transientEvery);
    }

    private FloodReport measure(Typists crowd, TopicEnd end) throws IOException {
        var runs = new ArrayList<LoadReport>();
        var before = end.of(Topics.EPHEMERAL);
        for (var turn = 0; turn < 2 * rounds; turn++) {
            var trial = new LoadOptions.Trial(options.runId() + "-" + turn, options.rate());
            runs.add(options.measure(trial, beside(crowd, ChatBeside.isWith(turn)), options::sockets));
            System.out.print(runs.getLast().text());
        }
        var sent = Math.max(1, crowd.sent());
        var signals = new FloodReport.Signals(
                crowd.sent(),
                crowd.sent() / crowd.secondsOfTyping(),
                (double) (end.of(Topics.EPHEMERAL) - before) / sent,
                crowd.seen(),
                crowd.seen() / crowd.secondsOfTyping(),
                crowd.throttled(),
                crowd.lateness());
        var settings = Map.<String, Object>of(
                "runId",
                options.runId(),
                "typists",
                typists,
                "members",
                members,
                "everyMillis",
                Times.parse(every).toMillis(),
                "transientEvery",
                transientEvery,
                "rounds",
                rounds);
        return FloodReport.of(settings, runs, signals, crowd.faults());
    }

    /** They type from when everybody is there until the log is read back. */
    private DirectScenario beside(Typists crowd, boolean isFlooded) {
        return new DirectScenario(pairs.sockets()) {
            @Override
            public void prepare(Stage stage) {
                super.prepare(stage);
                crowd.type(isFlooded);
            }

            @Override
            public Map<String, String> conversations() {
                crowd.type(false);
                return super.conversations();
            }
        };
    }
}
