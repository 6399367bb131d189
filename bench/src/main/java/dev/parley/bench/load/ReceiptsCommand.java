package dev.parley.bench.load;

import dev.parley.bench.log.TopicEnd;
import dev.parley.client.Inbox;
import dev.parley.client.PlatformClient;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import dev.parley.schemas.topics.Topics;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench receipts}. */
@Command(
        name = "receipts",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "1:1 chat beside a large group in which many read what is said each second, in turn with the same while "
                        + "nobody reads; then what it takes to ask who has read a message, and whether unread counts are right.")
final class ReceiptsCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LOOKING = Duration.ofSeconds(20);
    private static final double LOOKUPS_A_SECOND = 10;
    private static final int SAMPLE = 200;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Members of the group, default: ${DEFAULT-VALUE}.")
    private int members;

    @Option(
            names = "--readers",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many of them have a socket and read, default: ${DEFAULT-VALUE}.")
    private int readers;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often chat is measured with readers and without, default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Mixin
    private PairOptions pairs = new PairOptions();

    @Mixin
    private LoadOptions options = new LoadOptions();

    private final List<String> faults = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        if (readers < 1 || readers >= members) {
            throw new IllegalArgumentException("--readers must be at least 1, and less than --members.");
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1.");
        }
        if (options.peer() != null) {
            throw new IllegalArgumentException("--peer is not supported here.");
        }
        var target = options.target();
        var group = options.runId() + "-group";
        try (var end = new TopicEnd(target.settings());
                var platform = new PlatformClient(target.urls(), target.apiKey(), TIMEOUT);
                var loops = SocketLoops.start(SocketEndpoint.of(target.url()), 1, List.of());
                var crowd = new GroupReaders(
                        new GroupReaders.Plan(group, members, readers, Duration.ofSeconds(1)), platform, loops)) {
            System.out.printf("a group of %,d members%n", members);
            crowd.begin();
            var report = measure(crowd, end);
            System.out.println();
            System.out.print(report.text());
            options.output().keep(report.scenario(), report);
            return report.isClean() && !report.isVoid() ? 0 : 1;
        }
    }

    private ReceiptsReport measure(GroupReaders crowd, TopicEnd end) throws IOException {
        var runs = new ArrayList<LoadReport>();
        var in = end.of(Topics.RECEIPTS_IN);
        var out = end.of(Topics.RECEIPTS);
        for (var turn = 0; turn < 2 * rounds; turn++) {
            var trial = new LoadOptions.Trial(options.runId() + "-" + turn, options.rate());
            var chat = beside(crowd, ChatBeside.isWith(turn));
            runs.add(options.measure(trial, chat, options::sockets));
            System.out.print(runs.getLast().text());
        }
        if (!crowd.settle()) {
            faults.add("not every receipt was acknowledged");
        }
        var lookups = lookups(crowd);
        var sent = Math.max(1, crowd.receipts());
        var reading = new ReceiptsReport.Readers(
                crowd.receipts(),
                crowd.receipts() / crowd.secondsOfReading(),
                (double) (end.of(Topics.RECEIPTS_IN) - in) / sent,
                (double) (end.of(Topics.RECEIPTS) - out) / sent,
                crowd.lateness());
        var settings = Map.<String, Object>of(
                "runId", options.runId(), "members", members, "readers", readers, "rounds", rounds);
        return ReceiptsReport.of(settings, runs, reading, lookups, faults);
    }

    /** The group is read from when everybody is there until the log is read back. */
    private DirectScenario beside(GroupReaders crowd, boolean isRead) {
        return new DirectScenario(pairs.sockets()) {
            @Override
            public void prepare(Stage stage) {
                super.prepare(stage);
                crowd.read(isRead);
            }

            @Override
            public Map<String, String> conversations() {
                crowd.read(false);
                return super.conversations();
            }
        };
    }

    private ReceiptsReport.Lookups lookups(GroupReaders crowd) {
        var host = crowd.hostInbox();
        var conversation = encoded(crowd.conversation());
        var message =
                "/v1/messages/" + crowd.lastRead().messageId() + "/receipts?limit=200&conversation=" + conversation;
        await(
                readers + " readers of a message",
                () -> Inbox.json(host.page(message)).path("read").asInt() == readers);
        var sample = IntStream.concat(
                        IntStream.range(0, SAMPLE / 2).map(i -> (int) ((long) i * readers / (SAMPLE / 2))),
                        IntStream.range(0, SAMPLE / 2)
                                .map(i -> readers + (int) ((long) i * (members - readers) / (SAMPLE / 2))))
                .distinct()
                .toArray();
        for (var member : sample) {
            var inbox = crowd.inbox(member);
            await(
                    "unread of member " + member,
                    () -> inbox.conversation(crowd.conversation()).unread().messages() == crowd.unreadOf(member));
        }
        var ofMessage = time(() -> host.page(message));
        var ofGroup = time(() -> host.page("/v1/conversations/" + conversation + "/receipts?limit=200"));
        return new ReceiptsReport.Lookups(
                ofMessage.latency(),
                ofGroup.latency(),
                Math.max(ofMessage.lateness().p99(), ofGroup.lateness().p99()),
                sample.length);
    }

    private static TimedCalls.Times time(Runnable call) {
        return TimedCalls.run(Duration.ofSeconds(5), LOOKING, LOOKUPS_A_SECOND, call);
    }

    private void await(String what, BooleanSupplier isRight) {
        var deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!isRight.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                faults.add("not as reckoned: " + what);
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
