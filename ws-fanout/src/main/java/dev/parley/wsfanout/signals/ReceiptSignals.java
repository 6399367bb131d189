package dev.parley.wsfanout.signals;

import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.schemas.Receipt;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.metrics.SignalMetrics.Drop;
import dev.parley.wsfanout.signals.Delivery.Audience.Members;
import dev.parley.wsfanout.stream.ConversationKey;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How far members have got: to each other, and to their own devices. */
final class ReceiptSignals implements SignalKind {
    private final AvroReader<Receipt> reader;
    private final Delivery delivery;
    private final OwnReceipts own;
    private final MemberReceipts others = new MemberReceipts();
    private final GroupPacing pacing;
    private final RecordKey key;
    private final RestrictionTable restrictions;
    private final LongSupplier nanoTime;
    private final SignalMetrics metrics;

    ReceiptSignals(SignalParts parts, UnreadCounts counts) {
        this.reader = new AvroReader<>(parts.registry(), Receipt.getClassSchema());
        this.delivery = parts.delivery();
        this.own = new OwnReceipts(parts, counts);
        this.pacing = parts.pacing();
        this.key = new RecordKey(parts.keys().probe());
        this.restrictions = parts.restrictions();
        this.nanoTime = parts.nanoTime();
        this.metrics = parts.metrics();
    }

    @Override
    public Map<String, Handler> topics() {
        return Map.of(Topics.RECEIPTS.name(), this::take);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        key.readThree(record.key());
        var isUserHere = key.isUserThirdHere();
        var areOthersHere = key.areOthersHere();
        if (!isUserHere && !areOthersHere) {
            return;
        }
        var receipt = reader.read(record.value());
        SignalParts.refuseOther(
                record.key(), Keys.of(receipt.getTenant(), receipt.getConversation(), receipt.getUser()));
        if (!receipt.getIsMember()) {
            return;
        }
        if (isUserHere) {
            own.add(receipt);
        }
        if (areOthersHere && restrictions.areApart(receipt.getTenant(), receipt.getConversation())) {
            metrics.dropped(Drop.APART, 1);
        } else if (areOthersHere) {
            var conversation = new ConversationKey(receipt.getTenant(), receipt.getConversation());
            var added = others.add(conversation, receipt, pacing.of(conversation), nanoTime.getAsLong());
            if (added.isMerged()) {
                metrics.merged();
            }
            crowded(added.dropped());
        }
    }

    @Override
    public void paced(ConversationKey conversation, Pacing found) {
        crowded(others.pace(conversation, found));
    }

    private void crowded(int count) {
        if (count > 0) {
            metrics.dropped(Drop.CROWDED, count);
        }
    }

    @Override
    public void flush() {
        own.flush();
        for (var batch : others.due(nanoTime.getAsLong())) {
            var receipts = batch.receipts();
            // Who alone is in it has a frame of its own, with more in it.
            var except = receipts.size() == 1 ? receipts.getFirst().getUser() : null;
            delivery.send(
                    new Members(batch.key(), except),
                    SignalFrames.receipts(batch.key().conversation(), receipts, batch.interval()));
        }
    }

    @Override
    public boolean isWaiting() {
        return !own.isEmpty() || !others.isEmpty();
    }
}
