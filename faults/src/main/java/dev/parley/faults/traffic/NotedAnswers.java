package dev.parley.faults.traffic;

import dev.parley.client.Outcome;
import dev.parley.client.ledger.Sent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The first final answer to each id, held against every later one. Safe for many threads. */
public final class NotedAnswers {
    /** 48 bits in hexadecimal, and a dash among them. */
    private static final int TIME_DIGITS = 13;

    private final Map<String, Outcome.Accepted> accepted = new ConcurrentHashMap<>();
    private final Map<String, String> differing = new ConcurrentHashMap<>();

    /** Notes what an attempt came to; a second answer must be the first one again. */
    void note(Sent sent, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted answer -> {
                var first = accepted.putIfAbsent(sent.id(), answer);
                if (first == null) {
                    sent.accepted(answer.seq(), System.nanoTime());
                } else if (!first.equals(answer)) {
                    differing.put(sent.id(), first + " and later " + answer);
                }
            }
            case Outcome.Refused(var code, var detail) -> {
                if (accepted.containsKey(sent.id())) {
                    differing.put(sent.id(), "accepted, and later refused: " + code + " " + detail);
                } else {
                    sent.refused(code);
                }
            }
            case Outcome.Unknown _ -> sent.unknown();
        }
    }

    /**
     * Messages whose id is older than that of one with a lower seq in the same conversation. Ids are UUIDv7: they begin with
     * their time.
     */
    public List<String> agesOutOfOrder() {
        var disorder = new ArrayList<String>();
        var latest = new HashMap<String, String>();
        accepted.values().stream()
                .filter(answer -> answer.messageId().length() > TIME_DIGITS)
                .sorted(Comparator.comparing(Outcome.Accepted::conversation).thenComparingLong(Outcome.Accepted::seq))
                .forEach(answer -> {
                    var time = answer.messageId().substring(0, TIME_DIGITS);
                    var before = latest.put(answer.conversation(), time);
                    if (before != null && before.compareTo(time) > 0) {
                        disorder.add(answer.conversation() + " seq " + answer.seq());
                    }
                });
        return disorder;
    }

    /** Ids that got two different answers, with both. */
    public Map<String, String> differing() {
        return Map.copyOf(differing);
    }
}
