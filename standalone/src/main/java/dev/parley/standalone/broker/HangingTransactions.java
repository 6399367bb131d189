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
 * Ends transactions that the coordinator has ended and partitions take for open. A broker that comes back leads nothing for
 * a moment; where the coordinator ends a transaction in that moment (one that timed out while the broker was away, or whose
 * end was under way when it died), Kafka 4.3.1 takes the partitions for deleted and never writes their markers. Every
 * reader of committed records, and every restore of state, would wait for them for ever.
 *
 * <p>Producers may go on meanwhile, and be in their next transaction: each has an epoch of its own (transactions v2), so
 * what is open with an older one than the coordinator's hangs. None that is live is ended, whatever happens between a look
 * and a marker: the coordinator writes down that one began before a partition takes its first record, and a partition
 * refuses the marker of a transaction where a newer one has come. That one then takes the older one's records with it.
 */
final class HangingTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final long ANSWER_SECONDS = 10;

    private final String bootstrapServers;
    private final TransactionMarkers markers;

    /** A transaction that a partition takes for open. */
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

    /** Returns when none is left. */
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

    /** Ends what hangs; true where it must be looked at again. */
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
                        .log(isCommitted ? "A hanging transaction is committed." : "A hanging transaction is aborted.");
                markers.write(each, isCommitted);
            }
            // What was just written is checked; what goes on without us is none of ours.
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
