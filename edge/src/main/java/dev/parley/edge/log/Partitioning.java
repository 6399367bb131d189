package dev.parley.edge.log;

import org.apache.kafka.common.utils.Utils;

/** Which partition a key belongs to; what the default partitioner of Kafka's producer says, written down so that no setting changes it. */
public final class Partitioning {
    private Partitioning() {}

    public static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
