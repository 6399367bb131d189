package dev.parley.client.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Whether a reader of a platform without seqs got every acknowledged message once, and each sender's in their order. */
final class ArrivalCheck {
    private final Reading reading;
    private final Set<Sent> arrived = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Fault> faults = new ArrayList<>();

    private ArrivalCheck(Reading reading) {
        this.reading = reading;
    }

    /** @param sent everything of the reading's conversation */
    static List<Fault> faults(Reading reading, List<Sent> sent) {
        var check = new ArrivalCheck(reading);
        check.walk();
        sent.stream().filter(Sent::isMessage).forEach(check::message);
        return check.faults;
    }

    private void walk() {
        var latest = new HashMap<String, Sent>();
        for (var i = 0; i < reading.count(); i++) {
            var action = reading.action(i);
            if (action == null) {
                continue;
            }
            if (!arrived.add(action)) {
                report(FaultKind.DOUBLED, action);
                continue;
            }
            var before = latest.get(action.sender());
            if (before != null && action.intendedAt() - before.intendedAt() < 0) {
                report(FaultKind.OUT_OF_ORDER, action);
            } else {
                latest.put(action.sender(), action);
            }
        }
    }

    private void message(Sent sent) {
        switch (sent.state()) {
            case ACCEPTED -> {
                var mustHear = reading.hearsOwn() || !sent.sender().equals(reading.reader());
                if (mustHear && !arrived.contains(sent)) {
                    report(FaultKind.LOST, sent);
                }
            }
            case REFUSED -> {
                if (arrived.contains(sent)) {
                    report(FaultKind.REFUSED_BUT_THERE, sent);
                }
            }
            // Once or never: both are right.
            case UNANSWERED -> {}
        }
    }

    private void report(FaultKind kind, Sent sent) {
        faults.add(new Fault(kind, reading.reader(), "id " + sent.id()));
    }
}
