package dev.parley.standalone.part;

import dev.parley.runtime.service.Health;

/** Whether a part has started. */
final class PartHealth {
    private volatile boolean isReady;

    void ready() {
        isReady = true;
    }

    Health.State state() {
        return isReady ? Health.State.ready() : Health.State.notReady("starting");
    }
}
