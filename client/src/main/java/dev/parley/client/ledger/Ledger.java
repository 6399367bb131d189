package dev.parley.client.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the clients of a run sent and what its readers received. Safe for many threads. */
public final class Ledger {
    /** The name of the reader that stands for the stored log. */
    public static final String STORE = "store";

    private static final int USUAL = 1_000;

    private final Map<String, Sent> sent;
    private final Queue<Reading> readings = new ConcurrentLinkedQueue<>();

    public Ledger() {
        this(USUAL);
    }

    /** @param expected how many ids will be sent, about: making room on the way would make the sender late */
    public Ledger(int expected) {
        sent = new ConcurrentHashMap<>(expected);
    }

    /**
     * Notes that an id is about to be sent; a retry is the same id and the same entry.
     *
     * @param text null where it is no message
     * @param intendedAt {@link System#nanoTime()} at which it should be sent; 0 = not measured
     */
    public Sent sending(String id, String conversation, @Nullable String text, long intendedAt) {
        return sending(id, "", conversation, text, intendedAt);
    }

    /** @param sender whose messages keep their order, also where nothing is numbered; empty = it does not matter */
    public Sent sending(String id, String sender, String conversation, @Nullable String text, long intendedAt) {
        return sent.computeIfAbsent(id, unseen -> new Sent(unseen, sender, conversation, text, intendedAt));
    }

    /** @param after only what is above this seq must reach the reader */
    public Reading reading(String reader, String conversation, long after) {
        return noted(new Reading(this, reader, conversation, after));
    }

    /**
     * What reaches a reader where the platform says no seqs: places are counted as things arrive.
     *
     * @param hearsOwn whether what the reader sends must come back
     */
    public Reading unnumbered(String reader, String conversation, boolean hearsOwn) {
        return noted(Reading.unnumbered(this, reader, conversation, hearsOwn));
    }

    private Reading noted(Reading reading) {
        readings.add(reading);
        return reading;
    }

    public @Nullable Sent find(String id) {
        return sent.get(id);
    }

    public Collection<Sent> sent() {
        return sent.values();
    }

    /** The highest seq of each conversation that an answer named or a reader saw. */
    public Map<String, Long> heads() {
        var heads = new HashMap<String, Long>();
        sent.values().forEach(each -> heads.merge(each.conversation(), each.seq(), Math::max));
        readings.stream()
                .filter(Reading::isNumbered)
                .forEach(each -> heads.merge(each.conversation(), each.position(), Math::max));
        return heads;
    }

    /** The conversations that have a reader. */
    Set<String> conversations() {
        return readings.stream().map(Reading::conversation).collect(Collectors.toSet());
    }

    Collection<Reading> readings() {
        return readings;
    }

    /** Judges everything noted so far. To be called when nothing is under way any more. */
    public LedgerVerdict verdict() {
        return new Audit(this).verdict();
    }
}
