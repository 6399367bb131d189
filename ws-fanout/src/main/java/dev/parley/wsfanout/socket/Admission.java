package dev.parley.wsfanout.socket;

import io.undertow.server.ServerConnection;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/**
 * How many sockets a node takes: in all, and between upgrade and welcome at a time, so that a crowd that comes back at once
 * is served one part after the other. Safe for many threads.
 */
public final class Admission {
    private final Semaphore sockets;
    private final Semaphore resumes;
    private final IntSupplier waitingReads;
    private final int maxWaitingReads;

    /**
     * @param maxSockets open at the same time
     * @param maxResumes between upgrade and welcome at the same time; as many reads may wait for the store
     */
    public record Limits(int maxSockets, int maxResumes) {}

    /** What became of a request for a place. */
    sealed interface Decision {
        record Admitted(Place place) implements Decision {}

        /** @param reason for metrics */
        record Full(String reason) implements Decision {}
    }

    /** @param waitingReads how many sessions wait for the store at this moment */
    public Admission(Limits limits, IntSupplier waitingReads) {
        this.sockets = new Semaphore(limits.maxSockets());
        this.resumes = new Semaphore(limits.maxResumes());
        this.waitingReads = waitingReads;
        this.maxWaitingReads = limits.maxResumes();
    }

    /** Whoever is admitted leaves again, or binds the place to its connection. */
    Decision enter() {
        if (waitingReads.getAsInt() > maxWaitingReads) {
            return new Decision.Full("store");
        }
        if (!sockets.tryAcquire()) {
            return new Decision.Full("sockets");
        }
        if (!resumes.tryAcquire()) {
            sockets.release();
            return new Decision.Full("resumes");
        }
        return new Decision.Admitted(new Place());
    }

    private enum Stage {
        RESUMING,
        WELCOME,
        LEFT
    }

    /** Of one socket. */
    public final class Place {
        private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.RESUMING);

        private Place() {}

        /** The client was welcomed: another one may resume. */
        public void welcomed() {
            if (stage.compareAndSet(Stage.RESUMING, Stage.WELCOME)) {
                resumes.release();
            }
        }

        /** From now on the place is free when the connection closes. */
        void bindTo(ServerConnection connection) {
            connection.addCloseListener(_ -> leave());
            if (!connection.isOpen()) {
                // It may have closed before anybody listened.
                leave();
            }
        }

        /** The socket is gone, or never came to be. May be called again. */
        void leave() {
            switch (stage.getAndSet(Stage.LEFT)) {
                case RESUMING -> {
                    resumes.release();
                    sockets.release();
                }
                case WELCOME -> sockets.release();
                case LEFT -> {}
            }
        }
    }
}
