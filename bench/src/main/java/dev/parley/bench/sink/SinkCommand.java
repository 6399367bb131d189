package dev.parley.bench.sink;

import dev.parley.bench.observe.MetricsSource;
import dev.parley.bench.options.OutputOptions;
import dev.parley.bench.options.Target;
import dev.parley.bench.options.TenantOption;
import dev.parley.bench.options.Times;
import dev.parley.client.Outcome;
import dev.parley.client.PlatformClient;
import dev.parley.client.RequestRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench sink}. */
@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Appends made events to the log of a platform on this machine, and measures how fast the store takes "
                        + "them. They stay in the log: use a data folder of its own.")
public final class SinkCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int TEXT_BYTES = 150;

    @Mixin
    private Target target = new Target();

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Events to catch up with, default: ${DEFAULT-VALUE}.")
    private long events;

    @Option(
            names = "--groups",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Conversations that they belong to, default: ${DEFAULT-VALUE}.")
    private int groups;

    @Option(
            names = "--live-rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Events a second before that, default: ${DEFAULT-VALUE}.")
    private double liveRate;

    @Option(
            names = "--live",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long they come at that pace, default: ${DEFAULT-VALUE}.")
    private String live = "30s";

    @Mixin
    private TenantOption tenant = new TenantOption();

    @Option(
            names = "--beside",
            paramLabel = "PEER",
            description = "Lets another sink take the same events afterwards, into a table of its own in the same "
                    + "database: debezium. bench/peers/install fetches it.")
    private @Nullable String peer;

    @Option(
            names = "--beside-batch",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Most rows that it writes at once, default: ${DEFAULT-VALUE}.")
    private int peerBatch;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (events < 1 || groups < 1 || liveRate <= 0 || peerBatch < 1) {
            throw new IllegalArgumentException("--events, --groups, --live-rate and --beside-batch must be above 0.");
        }
        var sink = peer == null ? null : installed(peer);
        var made = new GeneratedEvents(tenant.id(), output.runId(), groups, "x".repeat(TEXT_BYTES));
        var pid = target.pid();
        var plan = new SinkRun.Plan(
                output.runId(), events, groups, liveRate, Times.parse(live), pid == null ? List.of() : List.of(pid));
        try (var platform = new PlatformClient(target.url(), target.apiKey(), TIMEOUT);
                var log = new EventAppender(target.settings())) {
            platform.awaitReady(TIMEOUT);
            var owner = platform.createUser(made.owner(), made.owner(), made.owner());
            if (!(owner instanceof Outcome.Accepted)) {
                throw new RequestRefusedException("The owner of the groups cannot be created: " + owner);
            }
            var report = new SinkRun(plan, made, new MetricsSource(target.url())).run(platform, log, System.out);
            System.out.println();
            System.out.print(report.text());
            if (sink == null) {
                output.keep(report.scenario(), report);
                return report.isClean() ? 0 : 1;
            }
            return beside(sink, plan, report);
        }
    }

    private static DebeziumSink installed(String peer) {
        if (!peer.equals("debezium")) {
            throw new IllegalArgumentException("There is no sink \"" + peer + "\" to be measured beside: debezium.");
        }
        return DebeziumSink.installed();
    }

    private int beside(DebeziumSink sink, SinkRun.Plan plan, SinkReport own) throws IOException, InterruptedException {
        PeerReport report;
        try {
            report = new DebeziumRun(plan, sink, peerBatch, target.storeSettings()).run(System.out);
        } catch (IOException | RuntimeException e) {
            // What was measured before counts all the same.
            output.keep(own.scenario(), own);
            throw e;
        }
        System.out.println();
        System.out.print(report.text());
        var comparison = SinkComparison.of(own, report);
        System.out.print(comparison.text());
        output.keep(comparison.scenario(), comparison);
        return own.isClean() && report.isClean() ? 0 : 1;
    }
}
