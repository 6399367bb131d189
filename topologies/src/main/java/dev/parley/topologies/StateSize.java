package dev.parley.topologies;

import dev.parley.runtime.metrics.SharedMetrics;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * {@code parley_topologies_state_bytes{feature,task}}: what the state stores take on disk, copies of other processes' included. Of the
 * files and not of RocksDB, whose own counts are in native memory that is gone once a store is closed. Looked at twice a minute at most.
 */
final class StateSize {
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Map<String, Path> folders = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private Map<String, Map<String, Long>> seen = Map.of();
    private long seenNanos;

    StateSize(PrometheusRegistry registry, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.seenNanos = nanoTime.getAsLong() - KEPT.toNanos();
        GaugeWithCallback.builder()
                .name("parley_topologies_state_bytes")
                .help("Size of the state stores of a task on disk.")
                .labelNames("feature", "task")
                .callback(callback -> current()
                        .forEach((feature, tasks) ->
                                tasks.forEach((task, bytes) -> callback.call((double) bytes, feature, task))))
                .register(registry);
    }

    /** That of a process; the registry takes the name once. */
    static StateSize in(PrometheusRegistry registry) {
        return SharedMetrics.of(registry, StateSize.class, known -> new StateSize(known, System::nanoTime));
    }

    /** @param folder of the feature's tasks, each of which has a folder in it; it may not be there yet */
    void watch(String feature, Path folder) {
        folders.put(feature, folder);
    }

    private synchronized Map<String, Map<String, Long>> current() {
        if (nanoTime.getAsLong() - seenNanos >= KEPT.toNanos()) {
            var sizes = new TreeMap<String, Map<String, Long>>();
            folders.forEach((feature, folder) -> sizes.put(feature, sizesIn(folder)));
            seen = sizes;
            seenNanos = nanoTime.getAsLong();
        }
        return seen;
    }

    private static Map<String, Long> sizesIn(Path folder) {
        var sizes = new TreeMap<String, Long>();
        try (var tasks = Files.newDirectoryStream(folder, Files::isDirectory)) {
            tasks.forEach(task -> sizes.put(task.getFileName().toString(), sizeOf(task)));
        } catch (IOException | UncheckedIOException e) {
            // Not there yet, or a task moved away meanwhile: what was seen of it is enough until the next look.
        }
        return sizes;
    }

    private static long sizeOf(Path task) {
        var size = new Size();
        try {
            Files.walkFileTree(task, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return size.bytes;
    }

    private static final class Size extends SimpleFileVisitor<Path> {
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        /** RocksDB deletes files while they are looked at. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
