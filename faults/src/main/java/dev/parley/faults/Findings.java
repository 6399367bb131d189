package dev.parley.faults;

import dev.parley.client.ledger.Fault;
import dev.parley.client.ledger.LedgerVerdict;
import dev.parley.faults.traffic.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a scenario found. */
final class Findings {
    private static final double NANOS_A_SECOND = 1e9;

    private final List<Check> checks = new ArrayList<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    /** One thing that had to hold. */
    record Check(String what, boolean holds, String found) {}

    void check(String what, boolean holds, String found) {
        checks.add(new Check(what, holds, found));
    }

    /** @param nanos how long it took; {@link Long#MAX_VALUE} = it did not happen */
    void within(String what, long nanos, Duration limit) {
        check(
                what + ", at most " + seconds(limit.toNanos()),
                nanos <= limit.toNanos(),
                nanos == Long.MAX_VALUE ? "never" : seconds(nanos));
    }

    void note(String what, String value) {
        notes.put(what, value);
    }

    /** The ledger's verdict: nothing lost, doubled, reordered or altered, and every outcome known. */
    void ledger(LedgerVerdict verdict) {
        faults.addAll(verdict.faults());
        check(
                "ledger: nothing lost, doubled, reordered",
                verdict.isClean(),
                verdict.isClean()
                        ? String.format(
                                "%,d acknowledged, %,d delivered, %,d stored",
                                verdict.accepted(), verdict.deliveries(), verdict.stored())
                        : verdict.counts().toString());
        check(
                "every outcome known, none refused",
                verdict.unanswered() == 0 && verdict.refused().isEmpty(),
                verdict.unanswered() + " unknown, refused " + verdict.refused() + ", " + verdict.retried()
                        + " retried");
    }

    /** Ends a chat, and notes what the ledger and the clients say. */
    void judge(Traffic chat, Duration readers) throws InterruptedException {
        ledger(chat.judge(readers));
        var differing = chat.answers().differing();
        check("no retry got another answer", differing.isEmpty(), differing.isEmpty() ? "none" : differing.toString());
        check("no gap that could not be filled", chat.resyncs() == 0, chat.resyncs() + " resyncs");
        note("lost connections", Long.toString(chat.lostConnections()));
        note("attempts of unknown outcome", chat.unknownAttempts().toString());
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }

    Map<String, String> notes() {
        return new LinkedHashMap<>(notes);
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / NANOS_A_SECOND);
    }
}
