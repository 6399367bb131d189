package dev.parley.edge.log;

import org.apache.kafka.common.utils.Utils;

/** Which partition a key belongs to; what the default partitioner of Kafka's producer says, written down so that no setting changes it. */
final class Partitioning {
    private Partitioning() {}

    static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
