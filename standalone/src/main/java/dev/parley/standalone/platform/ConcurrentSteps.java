package dev.parley.standalone.platform;

import dev.parley.runtime.service.StartException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs several steps concurrently and waits for all of them, also when one fails. */
final class ConcurrentSteps {
    private ConcurrentSteps() {}

    /** Returns when all are done; throws the exception of the first failed step in list order. */
    static void run(List<Runnable> steps) {
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            var all = threads.invokeAll(
                    steps.stream().map(ConcurrentSteps::callable).toList());
            for (var each : all) {
                get(each);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted during the start.", e);
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
