package dev.parley.standalone.platform;

import dev.parley.runtime.service.StartException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at once and waits for all of them, so that nothing is half started when one fails. */
final class Together {
    private Together() {}

    /** Returns when all are done, or throws what the first of them in the list threw. */
    static void run(List<Runnable> steps) {
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            var all = threads.invokeAll(steps.stream().map(Together::callable).toList());
            for (var each : all) {
                get(each);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted at the start.", e);
        }
    }

    private static Callable<Boolean> callable(Runnable step) {
        return () -> {
            step.run();
            return true;
        };
    }

    private static void get(Future<?> step) throws InterruptedException {
        try {
            step.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
