package dev.parley.standalone.guarantee;

import dev.parley.standalone.guarantee.Ledger.Received;
import java.util.List;
import java.util.stream.Collectors;

/** Whatever was acknowledged is seen by everyone who follows the conversation. */
public record NothingLost() implements Guarantee {
    @Override
    public List<String> breaches(Ledger ledger) {
        var received = ledger.received();
        return ledger.readers().stream()
                .flatMap(reader -> {
                    var seen = received.getOrDefault(reader, List.of()).stream()
                            .map(Received::id)
                            .collect(Collectors.toSet());
                    return ledger.sent().stream()
                            .filter(sent -> sent.tenant().equals(reader.tenant())
                                    && sent.conversation().equals(reader.conversation())
                                    && !seen.contains(sent.id()))
                            .map(sent -> reader + " never saw " + sent.id());
                })
                .toList();
    }
}
