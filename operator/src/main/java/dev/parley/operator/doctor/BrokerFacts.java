package dev.parley.operator.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What brokers say.
 *
 * @param brokers those that run
 * @param openTransactions those that are older than a healthy one gets
 * @param groups state of each group of readers, by name
 */
record BrokerFacts(List<Broker> brokers, List<OpenTransaction> openTransactions, Map<String, String> groups) {
    /**
     * A broker.
     *
     * @param configs by Kafka's names, defaults included
     * @param lastStamp how long ago, by this machine's clock, the broker last stamped a lease; negative = its clock is ahead; null =
     *     it stamped none
     */
    record Broker(
            int id,
            Map<String, String> configs,
            List<Directory> directories,
            @Nullable Duration lastStamp) {
        String config(String key) {
            return configs.getOrDefault(key, "");
        }
    }

    /**
     * A log directory.
     *
     * @param freeBytes -1 = not known
     * @param error empty where it is usable
     */
    record Directory(String path, long freeBytes, long totalBytes, String error) {}

    /** A transaction that nobody has ended. */
    record OpenTransaction(String transactionalId, long producerId, String state) {}
}
