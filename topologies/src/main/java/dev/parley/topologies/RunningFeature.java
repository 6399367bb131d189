package dev.parley.topologies;

import dev.parley.runtime.operator.FeatureStatus;
import dev.parley.runtime.operator.FeatureStatus.StreamTask;
import dev.parley.runtime.operator.FeatureStatus.StreamThread;
import dev.parley.runtime.operator.OperatedFeature;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running application as operators see and change it. Safe for many threads. */
final class RunningFeature implements OperatedFeature, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningFeature.class);
    private static final Duration THREAD_END = Duration.ofSeconds(30);
    private static final String DEAD = "DEAD";

    private final String name;
    private final KafkaStreams streams;
    private final RestoreProgress restores;
    private final StreamThreads threads;

    /** @param initialThreads how many it is started with */
    RunningFeature(String name, KafkaStreams streams, RestoreProgress restores, int initialThreads) {
        this.name = name;
        this.streams = streams;
        this.restores = restores;
        this.threads = new StreamThreads(name, new OfStreams(), initialThreads);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int maxThreads() {
        return TopologiesSettings.MAX_THREADS;
    }

    @Override
    public FeatureStatus status() {
        return new FeatureStatus(
                name,
                streams.state().toString(),
                streams.isPaused(),
                threads.target(),
                living().stream().map(RunningFeature::thread).toList(),
                restores.stores());
    }

    @Override
    public void setThreads(int wanted) {
        threads.set(wanted);
    }

    @Override
    public void pause() {
        streams.pause();
    }

    @Override
    public void resume() {
        streams.resume();
    }

    @Override
    public void close() {
        threads.close();
    }

    private List<ThreadMetadata> living() {
        return streams.metadataForLocalThreads().stream()
                .filter(thread -> !thread.threadState().equals(DEAD))
                .sorted(Comparator.comparing(ThreadMetadata::threadName))
                .toList();
    }

    private static StreamThread thread(ThreadMetadata thread) {
        return new StreamThread(
                thread.threadName(), thread.threadState(), tasks(thread.activeTasks()), tasks(thread.standbyTasks()));
    }

    private static List<StreamTask> tasks(Collection<TaskMetadata> tasks) {
        return tasks.stream()
                .sorted(Comparator.comparing(TaskMetadata::taskId))
                .map(task -> new StreamTask(
                        task.taskId().toString(),
                        task.topicPartitions().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList()))
                .toList();
    }

    private final class OfStreams implements StreamThreads.Threads {
        @Override
        public int count() {
            return living().size();
        }

        @Override
        public boolean add() {
            return streams.addStreamThread().isPresent();
        }

        @Override
        public boolean remove() {
            try {
                return streams.removeStreamThread(THREAD_END).isPresent();
            } catch (TimeoutException e) {
                LOG.warn("event=stream-thread-slow-to-end feature={} waited={}", name, THREAD_END);
                return false;
            }
        }
    }
}
