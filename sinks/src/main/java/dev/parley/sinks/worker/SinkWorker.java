package dev.parley.sinks.worker;

import dev.parley.runtime.service.StartException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo.TaskState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connector, whose tasks run in the workers of a group; this process has one of them. */
public final class SinkWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkWorker.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    /** Beyond the session time-out: time for the group to reassign a dead worker's tasks. */
    private static final Duration REBALANCE = Duration.ofSeconds(3);

    private static final String RUNNING = "RUNNING";
    private static final String FAILED = "FAILED";

    private final EmbeddedConnect connect;
    private final String connector;

    private SinkWorker(EmbeddedConnect connect, String connector) {
        this.connect = connect;
        this.connector = connector;
    }

    /**
     * Joins the group; blocks until the connector's tasks run.
     *
     * @param configuration of the connector, the same in every worker of the group
     * @throws StartException the tasks do not run in time
     */
    public static SinkWorker start(WorkerSettings settings, String connector, Map<String, String> configuration) {
        var kafka = settings.kafka();
        new InternalTopics(settings.group()).create(kafka.common(), kafka.replicationFactor());
        var worker = new SinkWorker(EmbeddedConnect.start(new WorkerConfiguration(settings)), connector);
        try {
            worker.connect.run(connector, configuration);
            worker.awaitTasks(settings.sessionTimeout().plus(REBALANCE));
            return worker;
        } catch (StartException e) {
            worker.close();
            throw e;
        }
    }

    /** @param grace for so long only own tasks count: those of other workers may be reports of a dead one */
    private void awaitTasks(Duration grace) {
        var start = System.nanoTime();
        while (true) {
            var waited = Duration.ofNanos(System.nanoTime() - start);
            var tasks = connect.tasks(connector);
            if (isRunning(tasks) && (tasks.stream().anyMatch(connect::isOwn) || waited.compareTo(grace) > 0)) {
                return;
            }
            if (waited.compareTo(START_TIMEOUT) > 0) {
                throw new StartException(
                        "The sink tasks are not running after " + START_TIMEOUT.toSeconds() + " s: " + tasks);
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }

    /** Whether there is at least one task and all of them run. */
    public boolean isRunning() {
        return isRunning(connect.tasks(connector));
    }

    private static boolean isRunning(List<TaskState> tasks) {
        return !tasks.isEmpty() && tasks.stream().allMatch(task -> task.state().equals(RUNNING));
    }

    /** Restarts the failed tasks of this process. */
    void restartFailedTasks() {
        for (var task : connect.tasks(connector)) {
            if (task.state().equals(FAILED) && connect.isOwn(task)) {
                LOG.error("event=sink-task-failed task={} action=restarted trace={}", task.id(), task.trace());
                connect.restart(connector, task);
            }
        }
    }

    @Override
    public void close() {
        connect.close();
    }
}
