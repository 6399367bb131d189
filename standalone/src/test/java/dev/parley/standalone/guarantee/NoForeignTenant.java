package dev.parley.standalone.guarantee;

import dev.parley.standalone.guarantee.Ledger.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Nobody sees what was sent in another tenant. */
public record NoForeignTenant() implements Guarantee {
    @Override
    public List<String> breaches(Ledger ledger) {
        var tenants = ledger.sent().stream().collect(Collectors.toMap(Sent::id, Sent::tenant));
        var breaches = new ArrayList<String>();
        ledger.received()
                .forEach((reader, events) -> events.forEach(event -> {
                    var tenant =
                            event.id() == null ? reader.tenant() : tenants.getOrDefault(event.id(), reader.tenant());
                    if (!tenant.equals(reader.tenant())) {
                        breaches.add(reader + " saw " + event.id() + " of " + tenant);
                    }
                }));
        return breaches;
    }
}
