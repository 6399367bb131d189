package dev.parley.topologies.streams;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Lets a sink write what is encoded already, to the partition that was decided already. */
public final class OutboundSerde implements Serializer<Outbound>, StreamPartitioner<byte[], Outbound> {
    @Override
    public byte[] serialize(String topic, Outbound record) {
        return record.bytes();
    }

    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, Outbound record, int numPartitions) {
        return Optional.of(Set.of(record.partition()));
    }
}
