package dev.parley.topologies;

import dev.parley.runtime.kafka.KafkaMeters;
import dev.parley.runtime.operator.OperatedFeature;
import dev.parley.runtime.service.Health;
import dev.parley.runtime.service.StartException;
import dev.parley.topologies.streams.FeatureParts;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One feature, running: begins again by itself after anything that may pass. */
final class StreamsApplication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsApplication.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final String feature;
    private final KafkaStreams streams;
    private final RunningFeature operated;
    private final CountDownLatch running = new CountDownLatch(1);

    StreamsApplication(Feature feature, TopologiesSettings settings, FeatureParts parts, PrometheusRegistry metrics) {
        this.feature = feature.name();
        var properties = StreamsSettings.of(feature, settings);
        properties.putAll(KafkaMeters.settings(metrics, this.feature));
        var config = new StreamsConfig(properties);
        this.streams = new KafkaStreams(feature.topology(new TopologyConfig(config), parts), config);
        var restores = new RestoreProgress(this.feature);
        streams.setGlobalStateRestoreListener(restores);
        this.operated = new RunningFeature(this.feature, streams, restores, feature.threads(settings.threads()));
        StateSize.in(metrics)
                .watch(
                        this.feature,
                        settings.stateDir().resolve(properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG)));
        streams.setStateListener((state, before) -> {
            LOG.info("event=streams-state feature={} state={} before={}", this.feature, state, before);
            if (state == State.RUNNING) {
                running.countDown();
            }
        });
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("event=stream-thread-failed feature={} action=replaced", this.feature, failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    void start() {
        streams.start();
    }

    void awaitRunning(Duration atMost) {
        try {
            if (!running.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StartException("The feature " + feature + " is still " + streams.state() + " after " + atMost
                        + "; see the log, and raise PARLEY_START_WAIT where state is being restored.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted while the feature " + feature + " started.", e);
        }
    }

    /** For operators. */
    OperatedFeature operated() {
        return operated;
    }

    Health.State health() {
        var state = streams.state();
        if (state != State.RUNNING) {
            return Health.State.notReady(state.toString());
        }
        // Ready: it does as it was told, and whoever restarts what is not ready would end the pause.
        return streams.isPaused() ? new Health.State(true, "paused by an operator") : Health.State.ready();
    }

    @Override
    public void close() {
        operated.close();
        // Streams stays in its group by default, and its partitions would wait for the session time-out of a process
        // that is gone.
        var leaving = CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_WAIT);
        if (!streams.close(leaving)) {
            LOG.warn("event=streams-close-slow feature={} waited={}", feature, CLOSE_WAIT);
        }
    }
}
