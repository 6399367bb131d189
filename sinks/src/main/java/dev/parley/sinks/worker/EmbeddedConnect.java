package dev.parley.sinks.worker;

import dev.parley.runtime.service.StartException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.distributed.NotLeaderException;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo.TaskState;
import org.apache.kafka.connect.util.ConnectorTaskId;
import org.apache.kafka.connect.util.FutureCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Connect worker inside this process. */
final class EmbeddedConnect implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedConnect.class);
    private static final long ANSWER_SECONDS = 60;

    private final Connect<DistributedHerder> connect;

    private EmbeddedConnect(Connect<DistributedHerder> connect) {
        this.connect = connect;
    }

    /** Starts the worker; it joins its group in the background. */
    static EmbeddedConnect start(WorkerConfiguration configuration) {
        var thread = Thread.currentThread();
        var loader = thread.getContextClassLoader();
        // Without Connect's own shutdown hook: services stop in a defined order.
        Exit.setShutdownHookAdder((_, _) -> {});
        try {
            return new EmbeddedConnect(new ConnectDistributed().startConnect(configuration.properties()));
        } catch (RuntimeException e) {
            throw new StartException("The Connect worker failed to start: " + e.getMessage(), e);
        } finally {
            Exit.resetShutdownHookAdder();
            // Connect leaves its plugin class loader behind.
            thread.setContextClassLoader(loader);
        }
    }

    /** Creates or updates the connector; does nothing if the group has it with this configuration. */
    void run(String connector, Map<String, String> configuration) {
        var put = new FutureCallback<Object>();
        var known = new FutureCallback<Map<String, String>>();
        connect.herder().connectorConfig(connector, known);
        try {
            if (isAlready(known, configuration)) {
                return;
            }
            connect.herder()
                    .putConnectorConfig(
                            connector, configuration, true, (error, created) -> put.onCompletion(error, created));
            put.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof NotLeaderException)) {
                throw new StartException("Connect refused the connector " + connector + ": " + e.getMessage(), e);
            }
            LOG.info("event=connector-left-to-leader connector={}", connector);
        } catch (TimeoutException e) {
            throw new StartException("Timed out while joining the group of Connect workers.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted during the start of the sinks.", e);
        }
    }

    private static boolean isAlready(FutureCallback<Map<String, String>> known, Map<String, String> configuration)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            return known.get(ANSWER_SECONDS, TimeUnit.SECONDS).equals(configuration);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotFoundException) {
                return false;
            }
            throw e;
        }
    }

    /** The connector's tasks as reported to the group, those of dead workers included. */
    List<TaskState> tasks(String connector) {
        try {
            return connect.herder().connectorStatus(connector).tasks();
        } catch (NotFoundException e) {
            return List.of();
        }
    }

    /** Whether the task runs in this worker. */
    boolean isOwn(TaskState task) {
        var url = connect.rest().advertisedUrl();
        return task.workerId().equals(url.getHost() + ":" + url.getPort());
    }

    void restart(String connector, TaskState task) {
        connect.herder().restartTask(new ConnectorTaskId(connector, task.id()), (error, _) -> {
            if (error != null) {
                LOG.warn("event=sink-task-restart-failed task={} cause={}", task.id(), error.toString());
            }
        });
    }

    @Override
    public void close() {
        connect.stop();
    }
}
