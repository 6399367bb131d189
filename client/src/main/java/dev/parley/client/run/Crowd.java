package dev.parley.client.run;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Many that do the same at once. */
public final class Crowd {
    private Crowd() {}

    /** Does something for each number below a count, each on a virtual thread, and returns when all is done. */
    public static void forEach(int count, IntConsumer task) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, count)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> task.accept(i)))
                    .toList();
            for (var each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the scenario was set up.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw new IllegalStateException("The scenario could not be set up.", e);
        }
    }
}
