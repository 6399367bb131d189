package dev.parley.edge.log;

import dev.parley.edge.log.PendingOutcomes.Wait;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaDeniedException;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.topics.Topics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The action log on Kafka: success is reported only after the outcome was read from the log; what cannot be sent, or
 * is not answered in time, is unknown. Safe for many threads; {@code append} blocks for a second at most, and only while
 * the brokers do not answer or the producer's buffer is full.
 */
public final class KafkaActionLog implements ActionLog, OutcomeSource.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaActionLog.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    private static final long SWEEP_MILLIS = 50;
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);

    private static final Answer NOT_SENT = unavailable("The log did not accept the write.");
    private static final Answer NO_ANSWER = unavailable("No outcome in time: the action may have been applied or not.");
    private static final Answer CLOSING = unavailable("This node is stopping.");

    private final Producer<byte[], byte[]> producer;
    private final ProducerMemory memory;
    private final OutcomeAddress address;
    private final ActionRecords records;
    private final EdgeMetrics.OfService metrics;
    private final PendingOutcomes pending;
    private final SparseReport failures = new SparseReport(BETWEEN_REPORTS, System::nanoTime);
    private final ConcurrencyLimit limit;
    private final int partitions;
    private final ScheduledExecutorService sweeper;
    private long sweptNanos = System.nanoTime();
    private volatile boolean isClosing;
    private volatile String lastFailure = "";

    /** One producer of its own, closed with the log. */
    public static KafkaActionLog open(
            OutcomeAddress address,
            KafkaSettings kafka,
            SchemaRegistry registry,
            ActionLogLimits limits,
            String service,
            PrometheusRegistry metrics) {
        return new KafkaActionLog(
                ActionProducer.open(kafka, "parley-" + service + "-actions", metrics),
                address,
                new ActionRecords(registry, kafka.partitions()),
                limits,
                EdgeMetrics.of(service, metrics));
    }

    KafkaActionLog(
            Producer<byte[], byte[]> producer,
            OutcomeAddress address,
            ActionRecords records,
            ActionLogLimits limits,
            EdgeMetrics.OfService metrics) {
        this.producer = producer;
        this.memory = ProducerMemory.of(producer);
        this.address = address;
        this.records = records;
        this.metrics = metrics;
        this.partitions = records.partitions();
        this.pending = new PendingOutcomes(limits.outcomeWait(), System::nanoTime);
        this.limit = new ConcurrencyLimit(limits.outcomeWait(), limits.maxInFlight(), RETRY_AFTER);
        this.sweeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("outcome-time-outs").factory());
    }

    /** Makes sure that the first client waits for nothing: metadata and schema ids are known when this returns. */
    public void start() {
        askForSchemas();
        ActionProducer.warmUp(producer, Topics.ACTIONS.name(), partitions);
        ActionProducer.warmUp(producer, Topics.USER_ACTIONS.name(), partitions);
        var _ = sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        var now = System.nanoTime();
        limit.update(now - sweptNanos);
        sweptNanos = now;
        pending.expire(NO_ANSWER);
        tellOf(failures.due());
    }

    private void askForSchemas() {
        try {
            records.warmUp();
        } catch (RegistryUnavailableException | SchemaDeniedException e) {
            throw new StartException("The schema registry does not give the ids of actions: " + e.getMessage(), e);
        }
    }

    /** The topics are known since the start, so only the memory for what is to be sent may be waited for. */
    @Override
    public boolean wouldNotBlock() {
        return memory.isAmple();
    }

    @Override
    public CompletableFuture<Answer> append(ActionDraft draft) {
        metrics.asked(draft.tenant());
        return send(replyTo -> records.of(draft.toAction(replyTo)));
    }

    @Override
    public CompletableFuture<Answer> append(UserActionDraft draft) {
        metrics.asked(draft.tenant());
        return send(replyTo -> records.of(draft.toAction(replyTo)));
    }

    @Override
    public void onOutcome(long correlation, Answer answer) {
        if (pending.complete(correlation, answer) != null) {
            limit.answered();
        }
    }

    /** Sends what was appended, then ends every wait. The tail should still run, so that most waits end well. */
    @Override
    public void close() {
        close(CLOSE_WAIT);
    }

    void close(Duration wait) {
        isClosing = true;
        producer.close(wait);
        pending.awaitNone(wait);
        sweeper.shutdownNow();
        pending.abandon(CLOSING);
    }

    private CompletableFuture<Answer> send(Function<ReplyAddress, ProducerRecord<byte[], byte[]>> record) {
        if (isClosing) {
            return refused(CLOSING);
        }
        if (!limit.admits(pending.count())) {
            return refused(tooBusy());
        }
        var wait = pending.begin();
        metrics.began();
        var answer = wait.answer().whenComplete((it, _) -> ended(wait, it));
        try {
            var _ = producer.send(record.apply(address.replyTo(wait.correlation())), (_, failure) -> {
                if (failure != null) {
                    failed(wait, failure);
                }
            });
        } catch (KafkaException | RegistryUnavailableException | SchemaDeniedException | IllegalStateException e) {
            failed(wait, e);
        }
        return answer;
    }

    private CompletableFuture<Answer> refused(Answer answer) {
        metrics.count(answer);
        return CompletableFuture.completedFuture(answer);
    }

    private Answer tooBusy() {
        return new Answer.Unknown(
                ErrorCode.TOO_BUSY,
                "Server busy: too many writes in flight. This one was not sent; retry later.",
                limit.retryAfter());
    }

    private void failed(Wait wait, Exception cause) {
        lastFailure = cause.toString();
        // While the brokers are away every request fails: the metric counts each, the log is kept readable.
        tellOf(failures.note());
        pending.complete(wait.correlation(), NOT_SENT);
    }

    private void tellOf(long count) {
        if (count > 0) {
            LOG.warn("event=append-failed count={} cause={}", count, lastFailure);
        }
    }

    private void ended(Wait wait, Answer answer) {
        metrics.ended(answer, (System.nanoTime() - wait.sinceNanos()) / 1e9);
    }

    private static Answer unavailable(String why) {
        return new Answer.Unknown(
                ErrorCode.LOG_UNAVAILABLE, why + " Retry with the same idempotency key.", RETRY_AFTER);
    }
}
