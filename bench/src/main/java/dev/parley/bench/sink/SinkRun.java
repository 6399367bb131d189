package dev.parley.bench.sink;

import dev.parley.bench.load.Pacer;
import dev.parley.bench.load.ServerCost;
import dev.parley.bench.observe.MetricsSource;
import dev.parley.client.PlatformClient;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.LedgerVerdict;
import dev.parley.client.ledger.Seen;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.ProgressLine;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Events at an even pace, then many at once: how fast the store takes them, and whether it took them all. */
final class SinkRun {
    private static final String ROWS = "parley_sinks_rows_total";
    private static final String LAG = "parley_sinks_lag_records";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int CHECKED = 20;

    private final Plan plan;
    private final GeneratedEvents events;
    private final MetricsSource metrics;
    private final ServerCost server;
    private final RowCount rows = new RowCount(this::rows, BETWEEN_LOOKS);
    private volatile String phase = "appending live";
    private volatile long appended;

    /**
     * What is measured.
     *
     * @param events to catch up with
     * @param liveRate events a second before that
     * @param live how long
     */
    record Plan(String runId, long events, int groups, double liveRate, Duration live, List<Long> pids) {
        /** Events that come live. */
        long liveEvents() {
            return (long) (liveRate * live.toSeconds());
        }

        Map<String, Object> settings() {
            return Map.of(
                    "runId",
                    runId,
                    "events",
                    events,
                    "groups",
                    groups,
                    "rate",
                    liveRate,
                    "liveSeconds",
                    live.toSeconds());
        }
    }

    SinkRun(Plan plan, GeneratedEvents events, MetricsSource metrics) {
        this.plan = plan;
        this.events = events;
        this.metrics = metrics;
        this.server = new ServerCost(plan.pids());
    }

    SinkReport run(PlatformClient platform, EventAppender log, PrintStream out) {
        try (var _ = ProgressLine.show(out, () -> String.format("%s  appended %,d", phase, appended))) {
            var before = rows();
            var live = live(log, before);
            var catchUp = catchUp(log, before);
            var stored = rows() - before;
            phase = "reading back";
            var checked = Math.min(CHECKED, events.groups());
            var verdict = check(platform, checked);
            return new SinkReport(
                    verdict.isClean() && stored == appended,
                    false,
                    "sink",
                    "parley",
                    plan.settings(),
                    catchUp.rowsPerSecond(),
                    catchUp.rowsPerSecond() / live.eventsPerSecond(),
                    catchUp.cpuMicrosPerRow(),
                    live,
                    stored,
                    checked,
                    verdict.faults(),
                    MachineInfo.here());
        }
    }

    private SinkReport.Live live(EventAppender log, long before) {
        var pacer = new Pacer();
        var began = System.nanoTime();
        var count = plan.liveEvents();
        for (var number = 0L; number < count; number++) {
            pacer.await(began + (long) (number * 1e9 / plan.liveRate()));
            append(log, number);
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        var live = new SinkReport.Live(count / seconds, (rows() - before) / seconds, lag());
        rows.await(before + count);
        return live;
    }

    private CatchUp catchUp(EventAppender log, long before) {
        phase = "appending all at once";
        var first = appended;
        for (var number = first; number < first + plan.events(); number++) {
            append(log, number);
        }
        log.flush();
        phase = "waiting for the store";
        // Only from here on is the machine the sink's alone.
        return CatchUp.measure(rows, before + appended, server);
    }

    private void append(EventAppender log, long number) {
        log.append(events.at(number, Instant.now()));
        appended = number + 1;
    }

    private long rows() {
        return (long) metrics.read()
                .orElseThrow(() -> new IllegalStateException("The platform serves no metrics."))
                .sum(ROWS);
    }

    private long lag() {
        return metrics.read().map(page -> (long) page.sum(LAG)).orElse(0L);
    }

    /** Reads some of the conversations back: each event once, in its place, unaltered. */
    private LedgerVerdict check(PlatformClient platform, int conversations) {
        var ledger = new Ledger();
        for (var number = 0L; number < appended; number++) {
            if (events.group(number) < conversations) {
                ledger.sending(
                                events.actionId(number),
                                events.conversation(events.group(number)),
                                events.isMessage(number) ? events.text() : null,
                                0)
                        .accepted(events.seq(number), 0);
            }
        }
        for (var group = 0; group < conversations; group++) {
            readBack(platform, ledger, events.conversation(group));
        }
        return ledger.verdict();
    }

    private void readBack(PlatformClient platform, Ledger ledger, String conversation) {
        var store = ledger.reading(Ledger.STORE, conversation, 0);
        var page = platform.storedEvents(conversation, events.owner(), 0, 0);
        while (!page.isEmpty()) {
            page.forEach(event -> store.add(
                    new Seen(event.conversation(), event.seq(), event.eventId(), event.clientMsgId(), event.text())));
            page = platform.storedEvents(conversation, events.owner(), store.position(), 0);
        }
    }
}
