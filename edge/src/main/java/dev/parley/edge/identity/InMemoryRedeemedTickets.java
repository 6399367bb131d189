package dev.parley.edge.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Used tickets of this process alone: holds those of the last minute or so, and forgets them as they expire. */
public final class InMemoryRedeemedTickets implements RedeemedTickets {
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);

    private final ConcurrentHashMap<String, Instant> used = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final AtomicReference<Instant> nextSweep;

    public InMemoryRedeemedTickets(InstantSource clock) {
        this.clock = clock;
        this.nextSweep = new AtomicReference<>(clock.instant().plus(SWEEP_EVERY));
    }

    @Override
    public boolean redeem(String ticketId, Instant expiresAt) {
        sweep();
        return used.putIfAbsent(ticketId, expiresAt) == null;
    }

    int size() {
        return used.size();
    }

    private void sweep() {
        var now = clock.instant();
        var due = nextSweep.get();
        if (now.isAfter(due) && nextSweep.compareAndSet(due, now.plus(SWEEP_EVERY))) {
            used.values().removeIf(now::isAfter);
        }
    }
}
