package dev.parley.faults.proxy;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The conduct of each direction, and the wait for another one. */
final class Conducts {
    private static final long LOOK_AGAIN_MS = 50;

    private final Map<Direction, Conduct> conducts = new EnumMap<>(Direction.class);

    Conducts() {
        for (var direction : Direction.values()) {
            conducts.put(direction, new Conduct.Pass());
        }
    }

    synchronized void set(Direction direction, Conduct conduct) {
        conducts.put(direction, conduct);
        notifyAll();
    }

    /** The present conduct; waits out a black hole as long as a connection is left. */
    synchronized Conduct await(Direction direction, BooleanSupplier isOver) throws InterruptedException {
        while (current(direction) instanceof Conduct.BlackHole && !isOver.getAsBoolean()) {
            wait(LOOK_AGAIN_MS);
        }
        return current(direction);
    }

    private Conduct current(Direction direction) {
        return conducts.getOrDefault(direction, new Conduct.Pass());
    }
}
