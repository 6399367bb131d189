package dev.parley.edge.log;

import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Typing;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes records of ephemeral signals, in the partition of their conversation. */
record EphemeralRecords(AvroWriter<Ephemeral> writer, int partitions) implements SignalRecords<Ephemeral> {
    /** Up to 5 KiB each. */
    private static final int MAX_IN_FLIGHT = 1_000;

    private static final Ephemeral EMPTY = new Ephemeral("", "", "", new Typing(false));

    static EphemeralRecords of(SchemaRegistry registry, int partitions) {
        return new EphemeralRecords(
                new AvroWriter<>(registry, Topics.EPHEMERAL.name(), Ephemeral.getClassSchema()), partitions);
    }

    @Override
    public String topic() {
        return Topics.EPHEMERAL.name();
    }

    @Override
    public int maxInFlight() {
        return MAX_IN_FLIGHT;
    }

    @Override
    public ProducerRecord<byte[], byte[]> of(Ephemeral signal) {
        var key = Keys.of(signal.getTenant(), signal.getConversation());
        return new ProducerRecord<>(topic(), Partitioning.of(key, partitions), key, writer.write(signal));
    }

    @Override
    public void warmUp() {
        var _ = writer.write(EMPTY);
    }
}
