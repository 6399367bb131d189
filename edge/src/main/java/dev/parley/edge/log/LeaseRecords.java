package dev.parley.edge.log;

import dev.parley.schemas.Lease;
import dev.parley.schemas.NodeBeat;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes records of leases, in the partition of their user, and of beats, where the draft says. */
record LeaseRecords(AvroWriter<Lease> writer, int partitions) implements SignalRecords<LeaseDraft> {
    /** Up to 1 KiB each. */
    private static final int MAX_IN_FLIGHT = 4_000;

    private static final Lease EMPTY = new Lease("", "", new NodeBeat("", false));

    static LeaseRecords of(SchemaRegistry registry, int partitions) {
        return new LeaseRecords(new AvroWriter<>(registry, Topics.LEASES.name(), Lease.getClassSchema()), partitions);
    }

    @Override
    public String topic() {
        return Topics.LEASES.name();
    }

    @Override
    public int maxInFlight() {
        return MAX_IN_FLIGHT;
    }

    @Override
    public ProducerRecord<byte[], byte[]> of(LeaseDraft draft) {
        var lease = draft.lease();
        var key = Keys.of(lease.getTenant(), lease.getUser());
        var partition = Objects.requireNonNullElseGet(draft.partition(), () -> Partitioning.of(key, partitions));
        return new ProducerRecord<>(topic(), partition, key, writer.write(lease));
    }

    @Override
    public void warmUp() {
        var _ = writer.write(EMPTY);
    }
}
