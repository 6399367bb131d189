package dev.parley.bench.load;

import dev.parley.bench.chat.Chat;
import dev.parley.bench.chat.ParleyChat;
import dev.parley.bench.options.OutputOptions;
import dev.parley.bench.options.Target;
import dev.parley.bench.options.TimingOptions;
import dev.parley.bench.peer.PeerChat;
import dev.parley.bench.peer.RunningPeer;
import dev.parley.bench.process.OwnPlatform;
import dev.parley.bench.profile.Kind;
import dev.parley.bench.profile.Profile;
import dev.parley.bench.replay.ChatFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every load scenario has. */
final class LoadOptions {
    private static final Duration DRAIN = Duration.ofSeconds(15);
    private static final int REAL_TEXTS = 100_000;
    private static final String ONE_PROCESS = "Several --processes measure Parley only, not a --peer.";
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @Mixin
    private Target target = new Target();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "Messages a second, default: ${DEFAULT-VALUE}.")
    private double rate;

    @Mixin
    private TimingOptions timing = new TimingOptions();

    @Option(
            names = "--text-bytes",
            paramLabel = "N",
            defaultValue = "150",
            description = "Length of each text, default: ${DEFAULT-VALUE}.")
    private int textBytes;

    @Option(names = "--real", paramLabel = "FILE", description = "Takes the texts from recorded chat instead.")
    private @Nullable Path real;

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            defaultValue = "even",
            description =
                    "even, or real: the bursts and silences of the chat given with --real. Default: ${DEFAULT-VALUE}.")
    private String pace = "even";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads for sockets, default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--sources",
            paramLabel = "ADDRESS",
            split = ",",
            description = "Local addresses that sockets come from in turn, such as 127.0.0.2,127.0.0.3.")
    private List<String> sources = List.of();

    @Option(
            names = "--pid",
            paramLabel = "PID",
            split = ",",
            description = "The platform's processes, whose CPU and memory are reported (or as in <data>/platform.env).")
    private List<Long> pids = List.of();

    @Option(
            names = "--profile",
            paramLabel = "KIND",
            split = ",",
            description = "Takes flame graphs of the platform's JVMs while measuring: cpu, alloc, or both in turn.")
    private List<String> profile = List.of();

    @Option(names = "--allocations", description = "Reports what the platform's JVMs allocate for each message.")
    private boolean countsAllocations;

    /** For commands that need them in any case. */
    void countAllocations() {
        countsAllocations = true;
    }

    @Mixin
    private PeerOptions peer = new PeerOptions();

    @Mixin
    private PartOptions parts = new PartOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** Opens what is to be measured. */
    interface Opening {
        Chat open(Target target, String device);
    }

    /** Parley, over sockets. */
    Chat sockets(Target platform, String device) {
        return ParleyChat.open(platform.urls(), platform.apiKey(), device, threads, sources);
    }

    /** Parley, over sockets at a push node of its own. */
    Chat sockets(Target platform, URI pushNode, String device) {
        return ParleyChat.openAt(platform.urls(), List.of(pushNode), platform.apiKey(), device, threads, sources);
    }

    /** Parley with many tenants, over sockets. */
    Chat tenants(Target platform, String device, SequencedMap<String, String> keys) {
        return ParleyChat.openTenants(platform.urls(), keys, device, threads, sources);
    }

    Target target() {
        return target;
    }

    Path data() {
        return target.data();
    }

    /** Measures this platform from now on, whatever the options say. */
    void turnTo(OwnPlatform platform) {
        target = platform.target();
        pids = List.of(platform.process().pid());
    }

    /** Reports what another process of the platform uses, too. */
    void alsoMeasure(long pid) {
        pids = Stream.concat(platformPids().stream(), Stream.of(pid)).toList();
    }

    /** Runs a scenario over sockets, shows and keeps what came of it, and returns the exit status. */
    int run(Function<Part, Scenario> scenario) throws IOException {
        return run(scenario, this::sockets);
    }

    int run(Function<Part, Scenario> scenario, Opening opening) throws IOException {
        if (parts.isPart()) {
            runPart(scenario.apply(parts.part()), opening);
            return 0;
        }
        return show(parts.isSplit() ? merged(scenario) : alone(scenario.apply(Part.WHOLE), opening));
    }

    /**
     * Runs a scenario for which one generator takes the place of some of the platform.
     *
     * @param measured the processes whose cost counts
     */
    int runInPlace(Scenario scenario, Opening opening, List<Long> measured) throws IOException {
        if (parts.isSplit() || peer.name() != null) {
            throw new IllegalArgumentException("This command supports neither --processes nor --peer.");
        }
        pids = measured;
        return show(alone(scenario, opening));
    }

    private int show(LoadReport report) throws IOException {
        System.out.println();
        System.out.print(report.text());
        output.keep(report.scenario(), report);
        return report.isClean() && !report.isVoid() ? 0 : 1;
    }

    private LoadReport alone(Scenario scenario, Opening opening) throws IOException {
        return peer.name() == null
                ? measure(new Trial(output.runId(), rate), scenario, opening)
                : measure(scenario, peer.name(), rate, output.runId());
    }

    /** The peer that is measured; null = Parley. */
    @Nullable
    String peer() {
        return peer.name();
    }

    String runId() {
        return output.runId();
    }

    double rate() {
        return rate;
    }

    /** Keeps the result of a comparison. */
    void write(Object result) throws IOException {
        output.keep("compare", result);
    }

    /**
     * Measures Parley over sockets, or a peer, which is started for that and stopped.
     *
     * @param peerName null = Parley
     */
    LoadReport measure(Scenario scenario, @Nullable String peerName, double atRate, String run) throws IOException {
        var trial = new Trial(run, atRate);
        if (peerName == null) {
            return measure(trial, scenario, this::sockets);
        }
        var settings = settings(trial, Part.WHOLE, scenario);
        try (var running = peer.start(peerName);
                var chat = PeerChat.open(running, peer.dialect(peerName), threads, sources)) {
            return againstPeer(settings, running, chat, scenario);
        }
    }

    /**
     * Writes to the peer that only answers, which is started for that and stopped; shows and keeps what came of it, and
     * returns the exit status.
     */
    int runCeiling(Scenario scenario, Function<RunningPeer, Chat> opening) throws IOException {
        if (parts.isSplit()) {
            throw new IllegalArgumentException(ONE_PROCESS);
        }
        var settings = settings(new Trial(output.runId(), rate), Part.WHOLE, scenario);
        try (var running = peer.startCeiling();
                var chat = opening.apply(running)) {
            return show(againstPeer(settings, running, chat, scenario));
        }
    }

    private LoadReport againstPeer(LoadSettings settings, RunningPeer running, Chat chat, Scenario scenario) {
        try (var watch = new ServerWatch(new ServerWatch.Means(running.pids(), null, null, countsAllocations))) {
            return new LoadRun(settings, chat, scenario, new LoadRun.Surroundings(System.out, watch, Ensemble.ALONE))
                    .run();
        }
    }

    /** One of perhaps several runs of a command. */
    record Trial(String runId, double rate) {}

    /** Runs a scenario once. */
    LoadReport measure(Trial trial, Scenario scenario, Opening opening) throws IOException {
        return measure(trial, scenario, opening, 0);
    }

    /** @param warmUpMessages that must have been sent before anything is measured, however long that takes */
    LoadReport measure(Trial trial, Scenario scenario, Opening opening, int warmUpMessages) throws IOException {
        var settings = settings(trial, Part.WHOLE, scenario).withWarmUpOf(warmUpMessages);
        try (var chat = opening.open(target, settings.runId());
                var watch = watch(scenario, true)) {
            return new LoadRun(settings, chat, scenario, new LoadRun.Surroundings(System.out, watch, Ensemble.ALONE))
                    .run();
        }
    }

    private LoadReport merged(Function<Part, Scenario> scenario) throws IOException {
        if (peer.name() != null) {
            throw new IllegalArgumentException(ONE_PROCESS);
        }
        var whole = scenario.apply(Part.WHOLE);
        try (var generators = Generators.start(PartOptions.arguments(command, output), parts.count())) {
            var settings = LoadReport.settings(settings(new Trial(output.runId(), rate), Part.WHOLE, whole), whole);
            settings.put("processes", parts.count());
            return MergedReport.of(generators.run(), whole.isShared(), settings, whole.receivers());
        }
    }

    private void runPart(Scenario scenario, Opening opening) throws IOException {
        var part = parts.part();
        var runId = scenario.isShared() ? output.runId() : output.runId() + "-p" + part.index();
        var settings = settings(new Trial(runId, rate), part, scenario);
        try (var chat = opening.open(target, settings.runId());
                var watch = watch(scenario, part.index() == 0)) {
            var ensemble = parts.ensemble();
            var progress = part.index() == 0 ? System.err : NOWHERE;
            var run = new LoadRun(settings, chat, scenario, new LoadRun.Surroundings(progress, watch, ensemble));
            var measured = run.measure();
            var report = LoadReport.of(settings, chat.promises(), scenario, measured, run.ledger());
            PartResult.write(
                    parts.folder(),
                    part,
                    report,
                    measured.messages().stream().map(PartResult.Timed::of).toList());
            ensemble.done();
        }
    }

    /** @param isWhole whether the platform's JVMs are this generator's to ask */
    private ServerWatch watch(Scenario scenario, boolean isWhole) {
        var kinds = profile.stream().map(Kind::named).toList();
        var file = output.file(scenario.name()).toAbsolutePath();
        var plan = new Profile.Plan(
                kinds,
                Objects.requireNonNull(file.getParent()),
                String.valueOf(file.getFileName()).replaceFirst("\\.json$", ""));
        return new ServerWatch(new ServerWatch.Means(
                platformPids(),
                isWhole ? target.url() : null,
                isWhole && !kinds.isEmpty() ? plan : null,
                isWhole && countsAllocations));
    }

    /** Of several generators that speak in conversations of their own, each has its share, a moment after the one before. */
    private LoadSettings settings(Trial trial, Part part, Scenario scenario) throws IOException {
        var texts = real == null ? List.of("x".repeat(textBytes)) : ChatFile.texts(real, REAL_TEXTS);
        var share = scenario.isShared() ? Part.WHOLE : part;
        var offset = (long) (share.index() * 1e9 / trial.rate());
        var own = trial.rate() / share.count();
        var even = pace(own);
        return new LoadSettings(
                trial.runId(),
                own,
                number -> offset + even.nanos(number),
                timing.warmUp(),
                timing.duration(),
                DRAIN,
                texts,
                threads,
                platformPids());
    }

    /** Parley's processes; none where it is elsewhere. */
    List<Long> platformPids() {
        var own = target.pid();
        return pids.isEmpty() && own != null ? List.of(own) : pids;
    }

    private Pace pace(double own) throws IOException {
        return switch (pace) {
            case "even" -> Pace.even(own);
            case "real" -> {
                if (real == null) {
                    throw new IllegalArgumentException("--pace real needs --real FILE.");
                }
                var seconds = timing.warmUp().plus(timing.duration()).toMillis() / 1e3;
                yield new RecordedPace(ChatFile.saidAt(real, (int) (own * seconds)), own);
            }
            default -> throw new IllegalArgumentException("--pace is \"" + pace + "\", but must be even or real.");
        };
    }

    OutputOptions output() {
        return output;
    }
}
