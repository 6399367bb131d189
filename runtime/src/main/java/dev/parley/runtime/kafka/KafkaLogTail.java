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

/** The tail of Kafka topics: one consumer and one thread, which outlive failing handlers and absent brokers. */
public final class KafkaLogTail implements LogTail {
    /** While topics are read from their beginning, the log may be silent for so long. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private static final Duration STOP = Duration.ofSeconds(5);

    private final String name;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TailLoop.Work work;
    private volatile @Nullable TailLoop loop;
    private volatile @Nullable Thread thread;

    /** A tail whose counts nobody sees. */
    public KafkaLogTail(String name, KafkaSettings kafka) {
        this(name, kafka, new PrometheusRegistry());
    }

    /**
     * A tail; connects when it is started.
     *
     * @param name of its thread, in metrics, and to the brokers
     */
    public KafkaLogTail(String name, KafkaSettings kafka, PrometheusRegistry metrics) {
        this(name, () -> new KafkaConsumer<>(TailSettings.of(kafka, name)), metrics);
    }

    KafkaLogTail(String name, Supplier<Consumer<byte[], byte[]>> consumers, PrometheusRegistry metrics) {
        this.name = name;
        this.consumers = consumers;
        this.work = new TailLoop.Work(new Followings(), new ArrayList<>(), new TailTasks(), TailMetrics.in(metrics));
    }

    @Override
    public void follow(String topic, From from, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        refuseIfStarted();
        work.followings().add(topic, null, from, handler);
    }

    @Override
    public void follow(
            String topic,
            int partition,
            From from,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        refuseIfStarted();
        work.followings().add(topic, partition, from, handler);
    }

    @Override
    public void afterEachBatch(Runnable flush) {
        refuseIfStarted();
        work.flushes().add(flush);
    }

    @Override
    public void execute(Runnable task) {
        work.tasks().add(task);
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

    /** Throws {@link StartException} where a topic is missing, or the log is silent for a minute. */
    @Override
    public void start() {
        refuseIfStarted();
        var started = new TailLoop(name, consumers.get(), work);
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
        return running != null && running.pulse().isFelt();
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
                if (loop.pulse().sinceLastBeat().compareTo(LONGEST_SILENCE) > 0) {
                    throw new StartException("Kafka was silent for " + LONGEST_SILENCE.toSeconds() + " s.", e);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof StartException refusal
                        ? refusal
                        : new StartException("The log cannot be read: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartException("Interrupted while the log was read.", e);
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
            throw new IllegalStateException("The tail " + name + " has been started already.");
        }
    }
}
