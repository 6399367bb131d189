package dev.parley.topologies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the state of each task takes on disk. */
class StateSizeTest {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final StateSize size = new StateSize(registry, nanos::get);

    @TempDir
    private Path folder;

    @Test
    void addsUpTheFilesOfEachTask() throws IOException {
        write("0_0/rocksdb/state/000012.sst", 700);
        write("0_0/.checkpoint", 20);
        write("0_1/rocksdb/state/000007.sst", 5);
        write("kafka-streams-process-metadata", 90);
        size.watch("conversation", folder);
        assertEquals(Map.of("0_0", 720.0, "0_1", 5.0), values());
    }

    @Test
    void looksTwiceAMinuteAtMost() throws IOException {
        size.watch("conversation", folder);
        assertEquals(Map.of(), values());
        write("0_0/a", 1);
        nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        assertEquals(Map.of(), values());
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertEquals(Map.of("0_0", 1.0), values());
    }

    @Test
    void hasNothingToSayOfAFolderThatIsNotThereYet() {
        size.watch("conversation", folder.resolve("absent"));
        assertEquals(Map.of(), values());
    }

    private void write(String file, int bytes) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[bytes]);
    }

    private Map<String, Double> values() {
        return registry.scrape().stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .map(GaugeDataPointSnapshot.class::cast)
                .collect(Collectors.toMap(
                        point -> String.valueOf(point.getLabels().get("task")), GaugeDataPointSnapshot::getValue));
    }
}
