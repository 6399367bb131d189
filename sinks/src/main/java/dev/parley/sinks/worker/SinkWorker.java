package dev.parley.sinks.worker;

import dev.parley.runtime.service.StartException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo.TaskState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connector, run by the worker of this process and those of its group. */
public final class SinkWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkWorker.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    /** On top of the session time-out: how long the group needs to share out anew what a dead worker had. */
    private static final Duration SHARING = Duration.ofSeconds(3);

    private static final String RUNNING = "RUNNING";
    private static final String FAILED = "FAILED";

    private final EmbeddedConnect connect;
    private final String connector;

    private SinkWorker(EmbeddedConnect connect, String connector) {
        this.connect = connect;
        this.connector = connector;
    }

    /**
     * Joins the group and returns when the connector's tasks run.
     *
     * @param configuration the connector's, the same in every worker of the group
     * @throws StartException they do not
     */
    public static SinkWorker start(WorkerSettings settings, String connector, Map<String, String> configuration) {
        var kafka = settings.kafka();
        new InternalTopics(settings.group()).create(kafka.common(), kafka.replicationFactor());
        var worker = new SinkWorker(EmbeddedConnect.start(new WorkerConfiguration(settings)), connector);
        try {
            worker.connect.run(connector, configuration);
            worker.awaitTasks(settings.sessionTimeout().plus(SHARING));
            return worker;
        } catch (StartException e) {
            worker.close();
            throw e;
        }
    }

    /** @param grace after which the tasks of others count too; until then they may be what a dead worker left behind */
    private void awaitTasks(Duration grace) {
        var start = System.nanoTime();
        while (true) {
            var waited = Duration.ofNanos(System.nanoTime() - start);
            var tasks = connect.tasks(connector);
            if (isRunning(tasks) && (tasks.stream().anyMatch(connect::isOwn) || waited.compareTo(grace) > 0)) {
                return;
            }
            if (waited.compareTo(LONGEST_START) > 0) {
                throw new StartException(
                        "The sink's tasks do not run after " + LONGEST_START.toSeconds() + " s: " + tasks);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Whether there are tasks and every one runs. */
    public boolean isRunning() {
        return isRunning(connect.tasks(connector));
    }

    private static boolean isRunning(List<TaskState> tasks) {
        return !tasks.isEmpty() && tasks.stream().allMatch(task -> task.state().equals(RUNNING));
    }

    /** Starts those tasks of this process again that an unexpected fault has ended. */
    void restartFailedTasks() {
        for (var task : connect.tasks(connector)) {
            if (task.state().equals(FAILED) && connect.isOwn(task)) {
                LOG.atError()
                        .addKeyValue("task", task.id())
                        .addKeyValue("trace", task.trace())
                        .log("A sink task failed and is started again.");
                connect.restart(connector, task);
            }
        }
    }

    @Override
    public void close() {
        connect.close();
    }
}
