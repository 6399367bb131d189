package dev.parley.bench.load;

import dev.parley.bench.observe.AttachedJvm;
import dev.parley.bench.observe.Metrics;
import dev.parley.bench.observe.MetricsSource;
import dev.parley.bench.options.Times;
import dev.parley.bench.process.OwnPushNode;
import dev.parley.client.PlatformClient;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code parley bench slow}. */
@Command(
        name = "slow",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        defaultValueProvider = SlowCommand.Defaults.class,
        description =
                "A group beside a member whose socket reads a byte a second, in turn with the same without it, at a push node of its "
                        + "own. The others' p99 and the node's heap must not show it; in the end it reads on and must get everything.")
final class SlowCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String SLOW_CLOSED = "parley_ws_fanout_slow_closed_total";
    private static final double MIB = 1 << 20;

    @Option(
            names = "--listeners",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Members with a socket each that reads, default: ${DEFAULT-VALUE}.")
    private int listeners;

    @Option(
            names = "--speakers",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of them speak, default: ${DEFAULT-VALUE}.")
    private int speakers;

    @Option(
            names = "--slow",
            paramLabel = "N",
            defaultValue = "1",
            description = "Members with a socket each that hardly reads, default: ${DEFAULT-VALUE}.")
    private int slow;

    @Option(
            names = "--byte-every",
            paramLabel = "TIME",
            defaultValue = "1s",
            description = "How often each of these reads a byte, default: ${DEFAULT-VALUE}.")
    private String byteEvery = "1s";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often the group is measured with them and without, default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--node-memory",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "Largest heap of the push node, default: ${DEFAULT-VALUE}.")
    private String memory = "512m";

    @Mixin
    private LoadOptions options = new LoadOptions();

    private final List<SlowReport.Heap> heaps = new ArrayList<>();
    private double caughtUpSeconds;

    /** Half of the load that a group of a thousand must take, and texts that fill what the kernel keeps for a socket within a minute. */
    static final class Defaults implements IDefaultValueProvider {
        @Override
        public @Nullable String defaultValue(ArgSpec argument) {
            return argument instanceof OptionSpec option
                    ? switch (option.longestName()) {
                        case "--rate" -> "35";
                        case "--text-bytes" -> "1024";
                        default -> null;
                    }
                    : null;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        var target = options.target();
        System.out.println("starting a push node");
        try (var node = OwnPushNode.start(options.data(), memory);
                var machine = AttachedJvm.attach(node.process().pid())
                        .orElseThrow(() -> new IllegalStateException("The push node's heap cannot be asked for."));
                var members = new SlowMembers(
                        Times.parse(byteEvery),
                        new PlatformClient(target.urls(), target.apiKey(), TIMEOUT),
                        SocketLoops.start(SocketEndpoint.of(node.url()), 1, List.of()))) {
            options.alsoMeasure(node.process().pid());
            var report = measure(new Beside(node, machine, members));
            System.out.println();
            System.out.print(report.text());
            options.output().keep(report.scenario(), report);
            return report.isClean() && !report.isVoid() ? 0 : 1;
        }
    }

    /** @throws IllegalArgumentException a sentence for users */
    private void check() {
        if (slow < 1) {
            throw new IllegalArgumentException("--slow must be at least 1.");
        }
        if (!Times.parse(byteEvery).isPositive()) {
            throw new IllegalArgumentException("--byte-every must be above 0.");
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1.");
        }
        if (options.peer() != null) {
            throw new IllegalArgumentException("--peer is not supported here.");
        }
    }

    /** What is beside the group: the node, its JVM, and who reads slowly from it. */
    private record Beside(OwnPushNode node, AttachedJvm machine, SlowMembers members) {
        double heapMiB() {
            return machine.liveHeapBytes() / MIB;
        }

        double closedAsTooSlow() {
            return new MetricsSource(node.url()).read().map(Beside::closed).orElse(Double.NaN);
        }

        private static double closed(Metrics page) {
            return page.sum(SLOW_CLOSED);
        }
    }

    private SlowReport measure(Beside beside) throws IOException {
        var runs = new ArrayList<LoadReport>();
        var before = beside.closedAsTooSlow();
        for (var turn = 0; turn < 2 * rounds; turn++) {
            var trial = new LoadOptions.Trial(options.runId() + "-" + turn, options.rate());
            var group = new Group(beside, ChatBeside.isWith(turn));
            runs.add(options.measure(
                    trial,
                    group,
                    (platform, device) ->
                            options.sockets(platform, beside.node().url(), device)));
            System.out.print(runs.getLast().text());
        }
        var settings = new HashMap<String, Object>();
        settings.put("runId", options.runId());
        settings.put("slow", slow);
        settings.put("byteMillis", Times.parse(byteEvery).toMillis());
        settings.put("rounds", rounds);
        var seen = new SlowReport.Slow(
                slow,
                beside.closedAsTooSlow() - before,
                beside.members().lost(),
                caughtUpSeconds,
                beside.members().faults());
        return SlowReport.of(settings, runs, heaps, seen);
    }

    /** A group of which some read slowly, from when all others are there until the log is read back; or are not there. */
    private final class Group extends GroupScenario {
        private final Beside beside;
        private final boolean isWith;
        private @Nullable Stage stage;
        private double heapBefore;

        Group(Beside beside, boolean isWith) {
            super("group", listeners, speakers, listeners + slow, Part.WHOLE);
            this.beside = beside;
            this.isWith = isWith;
        }

        @Override
        public void prepare(Stage prepared) {
            super.prepare(prepared);
            stage = prepared;
            heapBefore = beside.heapMiB();
            if (isWith) {
                var users = IntStream.range(listeners, listeners + slow)
                        .mapToObj(this::user)
                        .toList();
                beside.members().arrive(users, conversation(), head(), prepared.ledger());
            }
        }

        @Override
        public Map<String, String> conversations() {
            heaps.add(new SlowReport.Heap(isWith, heapBefore, beside.heapMiB()));
            if (isWith) {
                var ledger = Objects.requireNonNull(stage).ledger();
                caughtUpSeconds = Math.max(caughtUpSeconds, beside.members().catchUp(ledger, TIMEOUT));
                beside.members().leave();
            }
            return super.conversations();
        }
    }
}
