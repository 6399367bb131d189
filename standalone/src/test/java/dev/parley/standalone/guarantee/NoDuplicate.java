package dev.parley.standalone.guarantee;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Nobody sees an event or a message twice. */
public record NoDuplicate() implements Guarantee {
    @Override
    public List<String> breaches(Ledger ledger) {
        var breaches = new ArrayList<String>();
        ledger.received().forEach((reader, events) -> {
            var seqs = new HashSet<Long>();
            var ids = new HashSet<String>();
            for (var event : events) {
                var id = event.id();
                if (!seqs.add(event.seq())) {
                    breaches.add(reader + " saw seq " + event.seq() + " twice");
                } else if (id != null && !ids.add(id)) {
                    breaches.add(reader + " saw " + id + " twice, the second time as seq " + event.seq());
                }
            }
        });
        return breaches;
    }
}
