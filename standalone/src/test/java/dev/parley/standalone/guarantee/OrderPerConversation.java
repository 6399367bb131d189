package dev.parley.standalone.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Everyone sees a conversation in the order of its seq, without a hole, and everyone sees the same event at the same seq. */
public record OrderPerConversation() implements Guarantee {
    private record Place(String tenant, String conversation, long seq) {}

    @Override
    public List<String> breaches(Ledger ledger) {
        var breaches = new ArrayList<String>();
        var eventIds = new HashMap<Place, String>();
        ledger.received().forEach((reader, events) -> {
            var previous = -1L;
            for (var event : events) {
                if (previous >= 0 && event.seq() != previous + 1) {
                    breaches.add(reader + " saw seq " + event.seq() + " after " + previous);
                }
                previous = event.seq();
                var place = new Place(reader.tenant(), reader.conversation(), event.seq());
                var known = eventIds.putIfAbsent(place, event.eventId());
                if (known != null && !known.equals(event.eventId())) {
                    breaches.add(reader + " saw another event at seq " + event.seq() + " than somebody else");
                }
            }
        });
        return breaches;
    }
}
