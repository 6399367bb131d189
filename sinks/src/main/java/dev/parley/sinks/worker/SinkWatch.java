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

/** Looks after a worker every few seconds: measures its lag, starts its failed tasks again. */
public final class SinkWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkWatch.class);
    private static final long SECONDS_BETWEEN_LOOKS = 3;

    private final SinkWorker worker;
    private final LagMeter meter;
    private final Admin admin;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private SinkWatch(SinkWorker worker, LagMeter meter, Admin admin) {
        this.worker = worker;
        this.meter = meter;
        this.admin = admin;
    }

    /** @param nextOffsets how far the tasks of this process are */
    public static SinkWatch start(
            SinkWorker worker, KafkaSettings kafka, Map<LogPartition, Long> nextOffsets, SinkMetrics metrics) {
        var admin = Admin.create(kafka.common());
        var watch = new SinkWatch(worker, new LagMeter(admin, nextOffsets, metrics, new StableOffsets()), admin);
        Thread.ofVirtual().name("sinks-watch").start(watch::run);
        return watch;
    }

    private void run() {
        try {
            while (!stopped.await(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            worker.restartFailedTasks();
            meter.measure();
        } catch (RuntimeException e) {
            // The watch outlives whatever it sees.
            LOG.atError().setCause(e).log("The sinks could not be looked after.");
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        admin.close();
    }
}
