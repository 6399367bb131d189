package dev.parley.edge.log;

import dev.parley.schemas.ReceiptAction;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes records of receipts: key, partition of the conversation, and value. */
final class ReceiptRecords implements SignalRecords<ReceiptDraft> {
    /** Up to 1 KiB each, and mostly 150 bytes. */
    private static final int MAX_IN_FLIGHT = 5_000;

    private static final ReceiptDraft EMPTY = new ReceiptDraft("", "", "", 0, null, null, null, 0);

    private final AvroWriter<ReceiptAction> receipts;
    private final int partitions;

    ReceiptRecords(SchemaRegistry registry, int partitions) {
        this.receipts = new AvroWriter<>(registry, Topics.RECEIPTS_IN.name(), ReceiptAction.getClassSchema());
        this.partitions = partitions;
    }

    @Override
    public String topic() {
        return Topics.RECEIPTS_IN.name();
    }

    @Override
    public int maxInFlight() {
        return MAX_IN_FLIGHT;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public ProducerRecord<byte[], byte[]> of(ReceiptDraft draft) {
        var key = Keys.of(draft.tenant(), draft.conversation());
        var partition = Partitioning.of(key, partitions);
        return new ProducerRecord<>(topic(), partition, key, valueOf(draft));
    }

    @Override
    public void warmUp() {
        var _ = valueOf(EMPTY);
    }

    private byte[] valueOf(ReceiptDraft draft) {
        return receipts.write(new ReceiptAction(
                draft.tenant(),
                draft.conversation(),
                draft.user(),
                draft.memberSince(),
                draft.deliveredUpTo(),
                draft.readUpTo(),
                draft.unreadAfter(),
                draft.headSeq()));
    }
}
