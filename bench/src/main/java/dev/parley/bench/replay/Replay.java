package dev.parley.bench.replay;

import dev.parley.bench.load.Pacer;
import dev.parley.client.PlatformClient;
import dev.parley.client.Tokens;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.ProgressLine;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run: the opening, the chat in its own pace, the check. */
final class Replay {
    private static final Duration FLUSH = Duration.ofMillis(100);
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);

    private final ReplaySettings settings;
    private final PrintStream out;
    private final Performer.Stage stage;
    private final Cast cast;
    private final Tally tally = new Tally();
    private final Ledger ledger = new Ledger();
    private final KeyedExecutor lanes;
    private final Pacer pacer = new Pacer();
    private volatile String now = "";

    Replay(ReplaySettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.stage = new Performer.Stage(settings.runId(), settings.socketPercent(), settings.patience());
        this.cast = new Cast(settings.runId(), settings.listeners());
        this.lanes = new KeyedExecutor(settings.mostUnderWay());
    }

    /** @throws CannotPlayException with the way out */
    ReplayReport play() throws IOException, InterruptedException {
        var script = Script.of(settings.runId(), ChatFile.read(settings.file(), settings.days()));
        var before = Files.exists(settings.journal()) ? Journal.read(settings.journal()) : List.<Journal.Entry>of();
        checkJournal(before);
        try (var platform = new PlatformClient(settings.url(), settings.apiKey(), settings.patience());
                var loops = SocketLoops.start(SocketEndpoint.of(settings.url()), 1, settings.sources())) {
            platform.awaitReady(settings.isResumed() ? settings.patience() : FIRST_ANSWER);
            try (var journal = Journal.open(settings.journal());
                    var flusher = Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().daemon().name("journal").factory())) {
                var period = FLUSH.toMillis();
                var _ = flusher.scheduleAtFixedRate(journal::flush, period, period, TimeUnit.MILLISECONDS);
                var tokens = new Tokens(platform, settings.runId());
                var sockets = new SenderSockets(loops, tokens, settings.mostSockets());
                var tools = new Performer.Tools(platform, tokens, sockets, ledger, journal, tally);
                try {
                    return play(script, before, tools, loops);
                } finally {
                    flusher.shutdownNow();
                }
            }
        }
    }

    private void checkJournal(List<Journal.Entry> before) {
        if (!settings.isResumed() && !before.isEmpty()) {
            throw new CannotPlayException("Run " + settings.runId() + " was begun before (" + settings.journal()
                    + "): go on with --resume, or choose another --run-id.");
        }
        if (settings.isResumed() && before.isEmpty()) {
            throw new CannotPlayException("There is no run to resume at " + settings.journal() + ".");
        }
        var played = played();
        if (!before.isEmpty() && !before.getFirst().equals(played)) {
            throw new CannotPlayException(
                    "The journal is of another run: " + before.getFirst() + ", not " + played + ".");
        }
    }

    private Journal.Entry.Played played() {
        var name = settings.file().getFileName();
        return new Journal.Entry.Played(settings.runId(), name == null ? "" : name.toString(), settings.days());
    }

    private ReplayReport play(Script script, List<Journal.Entry> before, Performer.Tools tools, SocketLoops loops)
            throws InterruptedException {
        var performer = new Performer(stage, tools);
        var everyStep =
                Stream.concat(cast.opening().stream(), script.steps().stream()).toList();
        var memory = new Memory(everyStep, performer, tools, stage.conversation());
        memory.recall(before);
        if (before.isEmpty()) {
            tools.journal().played(played().runId(), played().file(), played().days());
        }
        var began = System.nanoTime();
        var cpuBefore = MachineInfo.ownCpuNanos();
        var audience = new Audience(stage.conversation(), tools);
        UnreadCheck.Findings unread;
        try {
            open(performer);
            for (var listener : cast.listeners()) {
                audience.seat(listener, performer.known(cast.joinId(listener)), memory.readingOf(listener), loops);
            }
            try (var _ = ProgressLine.show(out, () -> line(script))) {
                perform(script, performer);
                lanes.awaitIdle();
                unread = compare(audience, tools);
            }
        } finally {
            audience.leave();
            tools.sockets().close();
        }
        var run = new ReplayReport.Run(
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 1000.0,
                (MachineInfo.ownCpuNanos() - cpuBefore) / 1e9,
                audience.reconnects(),
                tools.sockets().repeats(),
                unread);
        return ReplayReport.of(settings, script.notes(), run, tally.counts(), ledger, pacer.lateness());
    }

    private UnreadCheck.Findings compare(Audience audience, Performer.Tools tools) throws InterruptedException {
        now = "waiting for the listeners";
        audience.awaitHead(audience.head());
        now = "reading the stored log back";
        var speakers = audience.readStore(tools.platform(), cast.listeners().getFirst(), audience.head());
        now = "comparing unread counts";
        return new UnreadCheck(stage.conversation(), tools.platform()::inbox, settings.countsWithin())
                .run(audience.readers(), speakers);
    }

    private void open(Performer performer) throws InterruptedException {
        for (var step : unknown(cast.opening(), performer)) {
            lanes.add("opening", () -> performer.perform(step, 0));
        }
        lanes.awaitIdle();
    }

    private void perform(Script script, Performer performer) throws InterruptedException {
        var steps = unknown(script.steps(), performer);
        if (steps.isEmpty()) {
            return;
        }
        var start = System.nanoTime();
        var first = steps.getFirst().chatTime();
        for (var step : steps) {
            var intendedAt = start + (long) ((step.chatTime() - first) * 1e6 / settings.speed());
            pacer.await(intendedAt);
            now = step.id().substring(settings.runId().length() + 1);
            lanes.add(step.user(), () -> performer.perform(step, intendedAt));
        }
    }

    private static List<Step> unknown(List<Step> steps, Performer performer) {
        var unknown = new ArrayList<Step>();
        for (var step : steps) {
            if (performer.known(step.id()) == null) {
                unknown.add(step);
            }
        }
        return unknown;
    }

    private String line(Script script) {
        var counts = tally.counts();
        var messages =
                script.steps().stream().filter(step -> step.text() != null).count();
        return String.format(
                "%3d %%  %s  sent %,d  acknowledged %,d  refused %,d  delivered %,d  under way %d  retried %,d",
                messages == 0 ? 100 : 100 * counts.messages() / messages,
                now,
                counts.messages(),
                counts.acknowledged(),
                counts.refusedBlanks() + counts.unexpectedRefusals(),
                counts.delivered(),
                lanes.underWay(),
                counts.unknownAttempts());
    }
}
