package dev.parley.standalone.guarantee;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

/** A promise that a ledger keeps or breaks. */
public sealed interface Guarantee permits NothingLost, NoDuplicate, OrderPerConversation, NoForeignTenant {
    /** Every promise there is. */
    List<Guarantee> ALL =
            List.of(new NothingLost(), new NoDuplicate(), new OrderPerConversation(), new NoForeignTenant());

    /** Each case in which it was broken, in words. */
    List<String> breaches(Ledger ledger);

    /** Fails with the first few breaches of each promise. */
    static void assertAllKept(Ledger ledger, String circumstances) {
        for (var guarantee : ALL) {
            var breaches = guarantee.breaches(ledger);
            if (!breaches.isEmpty()) {
                fail(guarantee.getClass().getSimpleName() + " was broken " + breaches.size() + " times ("
                        + circumstances + "): "
                        + String.join("; ", breaches.stream().limit(5).toList()));
            }
        }
    }
}
