package dev.parley.client.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds what every reader received against what was sent, and against each other. */
final class Audit {
    private final Ledger ledger;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, List<Sent>> sentByConversation = new HashMap<>();
    private final Map<String, Map<Long, Long>> storedHashes = new HashMap<>();

    Audit(Ledger ledger) {
        this.ledger = ledger;
    }

    LedgerVerdict verdict() {
        ledger.sent().forEach(this::sender);
        ledger.readings().stream().filter(Audit::isStore).forEach(this::rememberStored);
        ledger.readings().forEach(this::reading);
        return new LedgerVerdict(
                ledger.sent().size(),
                count(Sent.State.ACCEPTED),
                refusals(),
                count(Sent.State.UNANSWERED),
                ledger.sent().stream().filter(sent -> sent.retries() > 0).count(),
                ledger.readings().stream()
                        .filter(reading -> !isStore(reading))
                        .mapToLong(Reading::count)
                        .sum(),
                ledger.readings().stream()
                        .filter(Audit::isStore)
                        .mapToLong(Reading::count)
                        .sum(),
                faults);
    }

    private static boolean isStore(Reading reading) {
        return reading.reader().equals(Ledger.STORE);
    }

    private void sender(Sent sent) {
        sentByConversation
                .computeIfAbsent(sent.conversation(), _ -> new ArrayList<>())
                .add(sent);
        if (sent.isContradicted()) {
            report(
                    FaultKind.DIFFERING,
                    "sender",
                    "id " + sent.id() + " acknowledged at seq " + sent.seq() + ", and answered otherwise later");
        }
        if (sent.state() == Sent.State.ACCEPTED
                && sent.text() != null
                && sent.text().isBlank()) {
            report(FaultKind.BLANK_ACCEPTED, "sender", "id " + sent.id());
        }
    }

    private void rememberStored(Reading store) {
        var hashes = new HashMap<Long, Long>();
        for (var i = 0; i < store.count(); i++) {
            hashes.put(store.seq(i), store.eventHash(i));
        }
        storedHashes.put(store.conversation(), hashes);
    }

    private void reading(Reading reading) {
        faults.addAll(reading.faultsOnArrival());
        if (!reading.isNumbered()) {
            faults.addAll(
                    ArrivalCheck.faults(reading, sentByConversation.getOrDefault(reading.conversation(), List.of())));
            return;
        }
        faults.addAll(OrderCheck.faults(reading));
        var places = places(reading);
        sentByConversation
                .getOrDefault(reading.conversation(), List.of())
                .forEach(sent -> id(reading, sent, places.get(sent)));
        againstStore(reading);
    }

    /** The seqs of the events behind one id. */
    private record Place(long first, long last) {
        boolean contains(long seq) {
            return first <= seq && seq <= last;
        }
    }

    /** Where each id stands in a reading. A message is one event; another action may be several, one right after the other. */
    private Map<Sent, Place> places(Reading reading) {
        var places = new IdentityHashMap<Sent, Place>();
        for (var i = 0; i < reading.count(); i++) {
            var action = reading.action(i);
            var seq = reading.seq(i);
            if (action == null) {
                continue;
            }
            var place = places.putIfAbsent(action, new Place(seq, seq));
            if (place == null || place.contains(seq)) {
                continue;
            }
            if (!action.isMessage() && seq == place.last() + 1) {
                places.put(action, new Place(place.first(), seq));
            } else {
                report(
                        FaultKind.DOUBLED,
                        reading.reader(),
                        "id " + action.id() + " at seq " + place.first() + " and " + seq);
            }
        }
        return places;
    }

    private void id(Reading reading, Sent sent, @Nullable Place place) {
        switch (sent.state()) {
            case ACCEPTED -> {
                if (place == null && sent.seq() > reading.after()) {
                    report(FaultKind.LOST, reading.reader(), "id " + sent.id() + " acknowledged at seq " + sent.seq());
                } else if (place != null && !place.contains(sent.seq())) {
                    report(
                            FaultKind.DIFFERING,
                            reading.reader(),
                            "id " + sent.id() + " acknowledged at seq " + sent.seq() + " stands at " + place.first());
                }
            }
            case REFUSED -> {
                if (place != null) {
                    report(
                            FaultKind.REFUSED_BUT_THERE,
                            reading.reader(),
                            "id " + sent.id() + " at seq " + place.first());
                }
            }
            // Once or never: both are right.
            case UNANSWERED -> {}
        }
    }

    private void againstStore(Reading reading) {
        var stored = storedHashes.get(reading.conversation());
        if (stored == null) {
            return;
        }
        for (var i = 0; i < reading.count(); i++) {
            var hash = stored.get(reading.seq(i));
            if (hash == null) {
                report(
                        FaultKind.LOST,
                        Ledger.STORE,
                        reading.conversation() + " seq " + reading.seq(i) + " seen by " + reading.reader());
            } else if (hash != reading.eventHash(i)) {
                report(
                        FaultKind.DIFFERING,
                        reading.reader(),
                        reading.conversation() + " event at seq " + reading.seq(i));
            }
        }
    }

    private void report(FaultKind kind, String place, String detail) {
        faults.add(new Fault(kind, place, detail));
    }

    private long count(Sent.State state) {
        return ledger.sent().stream().filter(sent -> sent.state() == state).count();
    }

    private Map<String, Long> refusals() {
        var byCode = new TreeMap<String, Long>();
        ledger.sent().stream()
                .filter(sent -> sent.state() == Sent.State.REFUSED)
                .forEach(sent -> byCode.merge(sent.code(), 1L, Long::sum));
        return byCode;
    }
}
