package dev.parley.client.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Whether the seqs of one reading came contiguous, once each and in order. */
final class OrderCheck {
    private final Reading reading;
    private final BitSet seen = new BitSet();
    private final List<Fault> faults = new ArrayList<>();

    private OrderCheck(Reading reading) {
        this.reading = reading;
    }

    static List<Fault> faults(Reading reading) {
        var check = new OrderCheck(reading);
        check.walk();
        return check.faults;
    }

    private void walk() {
        var highest = reading.after();
        for (var i = 0; i < reading.count(); i++) {
            var seq = reading.seq(i);
            // A seq at or below the start is a reader that was given more than it asked for.
            var place = Math.toIntExact(Math.max(0, seq - reading.after()));
            if (place == 0 || seen.get(place)) {
                report(FaultKind.DOUBLED, "seq " + seq);
            } else if (seq < highest) {
                report(FaultKind.OUT_OF_ORDER, "seq " + seq + " after " + highest);
            }
            seen.set(place);
            highest = Math.max(highest, seq);
        }
        holes();
    }

    private void holes() {
        var last = seen.length() - 1;
        for (var missing = seen.nextClearBit(1); missing < last; missing = seen.nextClearBit(missing)) {
            var next = seen.nextSetBit(missing);
            report(
                    FaultKind.HOLE,
                    "seq " + (reading.after() + missing) + " to " + (reading.after() + next - 1) + " never came");
            missing = next;
        }
    }

    private void report(FaultKind kind, String detail) {
        faults.add(new Fault(kind, reading.reader(), reading.conversation() + " " + detail));
    }
}
