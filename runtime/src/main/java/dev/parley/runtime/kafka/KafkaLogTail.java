package dev.parley.runtime.kafka;

import dev.parley.runtime.service.StartException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/** A tail of Kafka topics: one consumer and one thread, which survive failing handlers and unreachable brokers. */
public final class KafkaLogTail implements LogTail {
    /** Limit for brokers that do not respond while topics are read from their beginning. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private static final Duration STOP = Duration.ofSeconds(5);

    private final String name;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TailLoop.Wiring wiring;
    private volatile @Nullable TailLoop loop;
    private volatile @Nullable Thread thread;

    /** A tail without metrics. */
    public KafkaLogTail(String name, KafkaSettings kafka) {
        this(name, kafka, new PrometheusRegistry());
    }

    /**
     * A tail; connects when it is started.
     *
     * @param name used for the thread, the metrics and the client id
     */
    public KafkaLogTail(String name, KafkaSettings kafka, PrometheusRegistry metrics) {
        this(name, () -> new KafkaConsumer<>(TailSettings.of(kafka, name, metrics)), metrics);
    }

    KafkaLogTail(String name, Supplier<Consumer<byte[], byte[]>> consumers, PrometheusRegistry metrics) {
        this.name = name;
        this.consumers = consumers;
        this.wiring =
                new TailLoop.Wiring(new TopicFollowers(), new ArrayList<>(), new TailTasks(), TailMetrics.in(metrics));
    }

    @Override
    public void follow(String topic, From from, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        refuseIfStarted();
        wiring.followers().add(topic, null, from, handler);
    }

    @Override
    public void follow(
            String topic,
            int partition,
            From from,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        refuseIfStarted();
        wiring.followers().add(topic, partition, from, handler);
    }

    @Override
    public void afterEachBatch(Runnable flush) {
        refuseIfStarted();
        wiring.flushes().add(flush);
    }

    @Override
    public void execute(Runnable task) {
        wiring.tasks().add(task);
        var running = loop;
        if (running != null) {
            running.wake();
        }
    }

    @Override
    public void pause(String topic) {
        running().pause(topic);
    }

    @Override
    public void resume(String topic) {
        running().resume(topic);
    }

    /** Throws {@link StartException} if a topic is missing, or the brokers do not respond for a minute. */
    @Override
    public void start() {
        refuseIfStarted();
        var started = new TailLoop(name, consumers.get(), wiring);
        loop = started;
        thread = Thread.ofPlatform().daemon().name(name).start(started);
        try {
            awaitCatchingUp(started);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean isConnected() {
        var running = loop;
        return running != null && running.liveness().isAlive();
    }

    @Override
    public void close() {
        var running = loop;
        var runner = thread;
        if (running == null || runner == null) {
            return;
        }
        running.stop();
        try {
            runner.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitCatchingUp(TailLoop loop) {
        while (true) {
            try {
                loop.caughtUp().get(1, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                if (loop.liveness().sinceLastAnswer().compareTo(LONGEST_SILENCE) > 0) {
                    throw new StartException("Kafka did not respond for " + LONGEST_SILENCE.toSeconds() + " s.", e);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof StartException refusal
                        ? refusal
                        : new StartException("Cannot read from Kafka: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartException("Interrupted while reading from Kafka.", e);
            }
        }
    }

    private TailLoop running() {
        var running = loop;
        if (running == null) {
            throw new IllegalStateException("The tail " + name + " has not been started.");
        }
        return running;
    }

    private void refuseIfStarted() {
        if (loop != null) {
            throw new IllegalStateException("The tail " + name + " is already started.");
        }
    }
}
