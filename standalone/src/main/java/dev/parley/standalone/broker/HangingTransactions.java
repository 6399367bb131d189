package dev.parley.standalone.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends hanging transactions: those that the coordinator has completed and a partition still has open. A restarted broker
 * leads no partition for a moment. If the coordinator completes a transaction in that moment (it timed out while the broker
 * was down, or its completion was in progress), Kafka 4.3.1 treats the partitions as deleted and never writes their markers.
 * Readers of committed records and restores of state then block at that offset for ever.
 *
 * <p>Producers may already be in their next transaction. Each transaction has its own epoch (transactions v2), so one that is
 * open with an older epoch than the coordinator's is hanging. A live transaction is never ended: the coordinator logs its
 * begin before a partition accepts its first record, and a partition refuses a marker whose epoch is older than its newest
 * transaction; completing that one then also ends the older records.
 */
final class HangingTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final long ANSWER_SECONDS = 10;

    private final String bootstrapServers;
    private final TransactionMarkers markers;

    /** A transaction that is open in a partition. */
    record Open(TopicPartition partition, long producer, short epoch, int coordinatorEpoch) {
        static Open of(TopicPartition partition, ProducerState state) {
            return new Open(
                    partition,
                    state.producerId(),
                    (short) state.producerEpoch(),
                    Math.max(0, state.coordinatorEpoch().orElse(0)));
        }
    }

    HangingTransactions(String bootstrapServers, TransactionMarkers markers) {
        this.bootstrapServers = bootstrapServers;
        this.markers = markers;
    }

    /** Returns when none is left, or after ten seconds. */
    void end() {
        var began = System.nanoTime();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            while (isAnyLeft(admin)) {
                if (System.nanoTime() - began > LONGEST.toNanos()) {
                    LOG.error("event=hanging-transactions-left after={}", LONGEST);
                    return;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.error("event=hanging-transactions-not-looked-for cause={}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the hanging ones; true if another look is needed. */
    private boolean isAnyLeft(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        var open = openTransactions(admin);
        if (open.isEmpty()) {
            return false;
        }
        var log = TransactionLog.read(bootstrapServers);
        var isAnyLeft = false;
        for (var each : open) {
            var now = log.last(each.producer());
            var isEnding = now.isEnding(each.epoch());
            var isHanging = !isEnding && !now.isOngoing(each.epoch());
            if (isHanging) {
                var isCommitted = log.isCommitted(each.producer(), each.epoch());
                LOG.atWarn()
                        .addKeyValue("partition", each.partition())
                        .addKeyValue("producer", each.producer())
                        .addKeyValue("epoch", each.epoch())
                        .log(
                                isCommitted
                                        ? "event=hanging-transaction action=commit"
                                        : "event=hanging-transaction action=abort");
                markers.write(each, isCommitted);
            }
            // Markers just written are verified by the next look; ongoing transactions are left alone.
            isAnyLeft |= isHanging || isEnding;
        }
        return isAnyLeft;
    }

    static List<Open> openTransactions(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        var partitions = new ArrayList<TopicPartition>();
        admin.describeTopics(names)
                .allTopicNames()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        var open = new ArrayList<Open>();
        admin.describeProducers(partitions)
                .all()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, producers) -> producers.activeProducers().stream()
                        .filter(state -> state.currentTransactionStartOffset().isPresent())
                        .forEach(state -> open.add(Open.of(partition, state))));
        return open;
    }
}
