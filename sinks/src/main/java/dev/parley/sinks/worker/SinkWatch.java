package dev.parley.sinks.worker;

import dev.parley.readmodel.write.LogPartition;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.sinks.sql.SinkMetrics;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every few seconds: measures the lag and restarts failed tasks. */
public final class SinkWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkWatch.class);
    private static final long INTERVAL_SECONDS = 3;

    private final SinkWorker worker;
    private final LagMeter meter;
    private final Admin admin;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private SinkWatch(SinkWorker worker, LagMeter meter, Admin admin) {
        this.worker = worker;
        this.meter = meter;
        this.admin = admin;
    }

    /** @param nextOffsets positions of the tasks of this process */
    public static SinkWatch start(
            SinkWorker worker, KafkaSettings kafka, Map<LogPartition, Long> nextOffsets, SinkMetrics metrics) {
        var admin = Admin.create(kafka.common());
        var watch = new SinkWatch(worker, new LagMeter(admin, nextOffsets, metrics, new StableOffsets()), admin);
        Thread.ofVirtual().name("sinks-watch").start(watch::run);
        return watch;
    }

    private void run() {
        try {
            while (!stopped.await(INTERVAL_SECONDS, TimeUnit.SECONDS)) {
                runOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            worker.restartFailedTasks();
            meter.measure();
        } catch (RuntimeException e) {
            // The next round may succeed.
            LOG.error("event=sink-watch-failed", e);
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        admin.close();
    }
}
