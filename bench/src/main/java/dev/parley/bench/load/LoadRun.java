package dev.parley.bench.load;

import dev.parley.bench.chat.Chat;
import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.process.ThreadPriority;
import dev.parley.bench.report.Quantiles;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.Seen;
import dev.parley.client.ledger.Sent;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.ProgressLine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One load run: connect, warm-up, measured time, retries of what is unanswered, ledger check. */
final class LoadRun {
    private static final int ASK_AGAIN = 3;
    /** By how much slower. */
    private static final int GENTLER = 4;

    private final LoadSettings settings;
    private final Chat chat;
    private final Scenario scenario;
    private final PrintStream out;
    private final Ledger ledger;
    private final ArrivalCounts arrivals = new ArrivalCounts();
    private final Pacer pacer = new Pacer();
    private final ServerWatch watch;
    private final Ensemble ensemble;
    private volatile String phase = "connecting";
    private volatile long sentCount;
    /** Those that this generator sent itself. */
    private long saidCount;

    LoadRun(LoadSettings settings, Chat chat, Scenario scenario, PrintStream out) {
        this(
                settings,
                chat,
                scenario,
                new Surroundings(
                        out, new ServerWatch(ServerWatch.Means.ofProcesses(settings.serverPids())), Ensemble.ALONE));
    }

    LoadRun(LoadSettings settings, Chat chat, Scenario scenario, Surroundings around) {
        this.settings = settings;
        this.ledger = new Ledger(Math.toIntExact(settings.warmUpCount() + settings.measuredCount()));
        this.chat = chat;
        this.scenario = scenario;
        this.out = around.out();
        this.watch = around.watch();
        this.ensemble = around.ensemble();
    }

    /**
     * What is around a run.
     *
     * @param out for progress
     */
    record Surroundings(PrintStream out, ServerWatch watch, Ensemble ensemble) {}

    LoadReport run() {
        return LoadReport.of(settings, chat.promises(), scenario, measure(), ledger);
    }

    /** The run itself; afterwards the ledger can be judged. */
    Measured measure() {
        try (var _ = ProgressLine.show(out, this::line)) {
            scenario.prepare(new Stage(settings.runId(), chat, ledger, arrivals, ensemble.awaitTurn()));
            phase = "waiting for the other generators";
            var measured = loadFirst(ensemble.ready(scenario.head()));
            if (chat.promises().deduplicates()) {
                askAgain();
            }
            arrivals.endAnswers();
            ensemble.exchange(ledger);
            arrivals.endDeliveries();
            if (chat.promises().stores()) {
                phase = "reading the stored log back";
                readStore();
            }
            scenario.participants().forEach(Participant::leave);
            return measured;
        }
    }

    Ledger ledger() {
        return ledger;
    }

    /**
     * The measured time.
     *
     * @param lateness of the generator
     * @param deliveries that came in it where latency counts
     * @param backlog how many more messages were under way at its end than at its beginning
     * @param server what was seen of the platform meanwhile
     */
    record Measured(
            List<Sent> messages,
            double seconds,
            double generatorCpuSeconds,
            Quantiles lateness,
            long deliveries,
            long lostConnections,
            long backlog,
            ServerWatch.Seen server) {}

    /** Before whatever is measured; a peer that is started after it is not. */
    private Measured loadFirst(long start) {
        try (var _ = ThreadPriority.raise()) {
            return load(start);
        }
    }

    /** @param start {@link System#nanoTime()} at which it begins */
    private Measured load(long start) {
        var warmUp = settings.warmUpCount();
        var all = warmUp + settings.measuredCount();
        var messages = new ArrayList<Sent>(Math.toIntExact(settings.measuredCount()));
        if (scenario.isShared()) {
            noteAll(all, start);
        }
        phase = "warming up";
        send(0, warmUp, start, null);
        pacer.reset();
        phase = "measuring";
        var stretch = watch.begin(settings.duration());
        var backlogBefore = saidCount - arrivals.answers();
        var cpuBefore = MachineInfo.ownCpuNanos();
        var deliveriesBefore = arrivals.measuredDeliveries();
        var began = System.nanoTime();
        send(warmUp, all, start, messages);
        var deliveries = arrivals.measuredDeliveries() - deliveriesBefore;
        var seconds = (System.nanoTime() - began) / 1e9;
        var cpu = (MachineInfo.ownCpuNanos() - cpuBefore) / 1e9;
        var backlog = saidCount - arrivals.answers() - backlogBefore;
        var server = stretch.end();
        drain();
        return new Measured(
                messages, seconds, cpu, pacer.lateness(), deliveries, arrivals.lostConnections(), backlog, server);
    }

    private void send(long from, long to, long start, @Nullable List<Sent> messages) {
        for (var number = from; number < to; number++) {
            var intendedAt = start + settings.pace().nanos(number);
            pacer.await(intendedAt);
            var turn = scenario.turn(number);
            var sent = note(number, turn, intendedAt);
            turn.speaker().say(new ChatMessage(sent.id(), turn.receiver(), text(number)));
            if (turn.speaker().isHere()) {
                saidCount++;
            }
            if (messages != null) {
                messages.add(sent);
            }
            sentCount = number + 1;
        }
    }

    /** What another generator says may be heard here before this one's clock has reached it. */
    private void noteAll(long count, long start) {
        for (var number = 0L; number < count; number++) {
            note(number, scenario.turn(number), start + settings.pace().nanos(number));
        }
    }

    private Sent note(long number, Scenario.Turn turn, long intendedAt) {
        var id = settings.runId() + "-" + number;
        return ledger.sending(id, turn.speaker().user(), turn.conversation(), text(number), intendedAt);
    }

    private String text(long number) {
        return settings.texts().get((int) (number % settings.texts().size()));
    }

    /** Waits until everything sent is answered and delivered, or shows that it will not be. */
    private void drain() {
        phase = "waiting for the last ones";
        var deadline = System.nanoTime() + settings.drain().toNanos();
        while (System.nanoTime() < deadline
                && (arrivals.answers() < saidCount
                        || arrivals.measuredDeliveries() < sentCount * scenario.receivers())) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        // A repeat may come after the last event.
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }

    /** What got no answer is sent again with the same id: it may have happened or not. Gently, where it was too much. */
    private void askAgain() {
        for (var round = 0; round < ASK_AGAIN && arrivals.answers() < saidCount; round++) {
            phase = "asking again";
            var began = System.nanoTime();
            var asked = 0;
            for (var number = 0L; number < sentCount; number++) {
                var sent = ledger.find(settings.runId() + "-" + number);
                var turn = scenario.turn(number);
                if (sent != null
                        && sent.text() != null
                        && turn.speaker().isHere()
                        && sent.state() == Sent.State.UNANSWERED) {
                    pacer.await(began + (long) (asked * GENTLER * 1e9 / settings.rate()));
                    asked++;
                    sent.unknown();
                    turn.speaker().say(new ChatMessage(sent.id(), turn.receiver(), sent.text()));
                }
            }
            drain();
        }
    }

    private void readStore() {
        var heads = ledger.heads();
        scenario.conversations().forEach((conversation, member) -> {
            var store = chat.promises().numbers()
                    ? ledger.reading(Ledger.STORE, conversation, 0)
                    : ledger.unnumbered(Ledger.STORE, conversation, true);
            chat.readStored(
                    conversation,
                    member,
                    heads.getOrDefault(conversation, 0L),
                    each -> store.add(
                            new Seen(each.conversation(), each.seq(), each.eventId(), each.id(), each.text())));
        });
    }

    private String line() {
        return String.format(
                "%s  sent %,d  answered %,d  delivered %,d",
                phase, sentCount, arrivals.answers(), arrivals.deliveries());
    }
}
