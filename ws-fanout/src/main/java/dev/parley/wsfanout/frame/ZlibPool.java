package dev.parley.wsfanout.frame;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Deflaters or inflaters, which hold native memory: a few are kept for the next use, the others are ended at once. Safe for many threads.
 */
final class ZlibPool<T> implements AutoCloseable {
    private final Supplier<T> create;
    private final Consumer<T> reset;
    private final Consumer<T> end;
    private final ArrayBlockingQueue<T> kept;
    private volatile boolean isClosed;

    ZlibPool(int size, Supplier<T> create, Consumer<T> reset, Consumer<T> end) {
        this.create = create;
        this.reset = reset;
        this.end = end;
        this.kept = new ArrayBlockingQueue<>(size);
    }

    <R> R use(Function<T, R> work) {
        var known = kept.poll();
        var codec = known == null ? create.get() : known;
        try {
            return work.apply(codec);
        } finally {
            giveBack(codec);
        }
    }

    private void giveBack(T codec) {
        reset.accept(codec);
        if (!kept.offer(codec)) {
            end.accept(codec);
        }
        if (isClosed) {
            endKept();
        }
    }

    /** What is in use is ended after its use. */
    @Override
    public void close() {
        isClosed = true;
        endKept();
    }

    /** How many wait for their next use. */
    int size() {
        return kept.size();
    }

    private void endKept() {
        for (var codec = kept.poll(); codec != null; codec = kept.poll()) {
            end.accept(codec);
        }
    }
}
