package dev.parley.bench.load;

import dev.parley.bench.chat.Chat;
import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.ledger.Ledger;
import dev.parley.bench.ledger.Seen;
import dev.parley.bench.ledger.Sent;
import dev.parley.bench.report.Machine;
import dev.parley.bench.report.Progress;
import dev.parley.bench.report.Quantiles;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One load run: everybody connects, the warm-up, the measured time, what is still open is asked again, the check. */
final class LoadRun {
    private static final int ASK_AGAIN = 3;

    private final LoadSettings settings;
    private final Chat chat;
    private final Scenario scenario;
    private final PrintStream out;
    private final Ledger ledger = new Ledger();
    private final Arrivals arrivals = new Arrivals();
    private final Pacer pacer = new Pacer();
    private final ServerCost server;
    private volatile String phase = "connecting";
    private volatile long sentCount;

    LoadRun(LoadSettings settings, Chat chat, Scenario scenario, PrintStream out) {
        this.settings = settings;
        this.chat = chat;
        this.scenario = scenario;
        this.out = out;
        this.server = new ServerCost(settings.serverPids());
    }

    LoadReport run() {
        try (var _ = Progress.show(out, this::line)) {
            scenario.prepare(new Stage(settings.runId(), chat, ledger, arrivals));
            var measured = load();
            if (chat.promises().deduplicates()) {
                askAgain();
            }
            if (chat.promises().stores()) {
                phase = "reading the stored log back";
                readStore();
            }
            scenario.participants().forEach(Participant::leave);
            return LoadReport.of(settings, chat.promises(), scenario, measured, ledger);
        }
    }

    /**
     * The measured time.
     *
     * @param lateness of the generator
     * @param deliveries that came in it where latency counts
     * @param before what the platform had used at its beginning, where it is on this machine
     */
    record Measured(
            List<Sent> messages,
            double seconds,
            double generatorCpuSeconds,
            Quantiles lateness,
            long deliveries,
            long lostConnections,
            Optional<ServerCost.Use> before,
            Optional<ServerCost.Use> after) {}

    private Measured load() {
        var warmUp = settings.warmUpCount();
        var all = warmUp + settings.measuredCount();
        var messages = new ArrayList<Sent>();
        var start = System.nanoTime();
        phase = "warming up";
        send(0, warmUp, start, null);
        pacer.reset();
        phase = "measuring";
        var before = server.now();
        var cpuBefore = Machine.ownCpuNanos();
        var deliveriesBefore = arrivals.measuredDeliveries();
        var began = System.nanoTime();
        send(warmUp, all, start, messages);
        var deliveries = arrivals.measuredDeliveries() - deliveriesBefore;
        var seconds = (System.nanoTime() - began) / 1e9;
        var cpu = (Machine.ownCpuNanos() - cpuBefore) / 1e9;
        var after = server.now();
        drain();
        return new Measured(
                messages, seconds, cpu, pacer.lateness(), deliveries, arrivals.lostConnections(), before, after);
    }

    private void send(long from, long to, long start, @Nullable List<Sent> messages) {
        for (var number = from; number < to; number++) {
            var intendedAt = start + (long) (number * 1e9 / settings.rate());
            pacer.await(intendedAt);
            var turn = scenario.turn(number);
            var id = settings.runId() + "-" + number;
            var text = settings.texts().get((int) (number % settings.texts().size()));
            var sent = ledger.sending(id, turn.speaker().user(), turn.conversation(), text, intendedAt);
            turn.speaker().say(new ChatMessage(id, turn.receiver(), text));
            if (messages != null) {
                messages.add(sent);
            }
            sentCount = number + 1;
        }
    }

    /** Waits until everything sent is answered and delivered, or shows that it will not be. */
    private void drain() {
        phase = "waiting for the last ones";
        var deadline = System.nanoTime() + settings.drain().toNanos();
        while (System.nanoTime() < deadline
                && (arrivals.answers() < sentCount
                        || arrivals.measuredDeliveries() < sentCount * scenario.receivers())) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        // A repeat may come after the last event.
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }

    /** What got no answer is sent again with the same id: it may have happened or not. */
    private void askAgain() {
        for (var round = 0; round < ASK_AGAIN && arrivals.answers() < sentCount; round++) {
            phase = "asking again";
            for (var number = 0L; number < sentCount; number++) {
                var sent = ledger.find(settings.runId() + "-" + number);
                if (sent != null && sent.text() != null && sent.state() == Sent.State.UNANSWERED) {
                    sent.unknown();
                    var turn = scenario.turn(number);
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
