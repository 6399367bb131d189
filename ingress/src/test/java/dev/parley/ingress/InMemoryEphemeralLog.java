package dev.parley.ingress;

import dev.parley.edge.log.SignalLog;
import dev.parley.schemas.Ephemeral;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Every ephemeral signal appended. */
final class InMemoryEphemeralLog implements SignalLog<Ephemeral> {
    private final List<Ephemeral> signals = new ArrayList<>();
    private boolean isFull;
    private boolean isDown;

    synchronized List<Ephemeral> signals() {
        return List.copyOf(signals);
    }

    /** From now on there is no room. */
    synchronized void fill() {
        isFull = true;
    }

    /** From now on nothing is durable. */
    synchronized void goDown() {
        isDown = true;
    }

    @Override
    public synchronized boolean hasRoom() {
        return !isFull;
    }

    @Override
    public synchronized CompletableFuture<Boolean> append(Ephemeral signal) {
        if (!isDown && !isFull) {
            signals.add(signal);
        }
        return CompletableFuture.completedFuture(!isDown && !isFull);
    }
}
