package dev.parley.topologies;

import dev.parley.schemas.Event;
import dev.parley.schemas.ReceiptAction;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.fold.EventReading;
import dev.parley.topologies.receipts.ReceiptFold;
import dev.parley.topologies.streams.FeatureParts;
import dev.parley.topologies.streams.FoldInput;
import dev.parley.topologies.streams.FoldState;
import dev.parley.topologies.streams.FoldTopology;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * How far each member has got. The store has about 150 bytes for each conversation and member that sent a receipt or a message, or
 * left, and keeps them for ever; being added writes nothing. The wall clock paces what is written, and decides nothing.
 */
final class ReceiptsFeature implements Feature {
    @Override
    public String name() {
        return "receipts";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.AT_LEAST_ONCE;
    }

    /** One has time for 50,000 records a second. */
    @Override
    public int threads(int configured) {
        return 1;
    }

    /** The own devices of who reads are to show it within a second: this, a tick, and the way to them. */
    @Override
    public Duration fetchWait() {
        return Duration.ofMillis(100);
    }

    @Override
    public Topology topology(TopologyConfig config, FeatureParts parts) {
        var receipts = new FoldInput<ReceiptFold, ReceiptAction>(
                Topics.RECEIPTS_IN,
                ReceiptAction.getClassSchema(),
                receipt -> Keys.of(receipt.getTenant(), receipt.getConversation()),
                ReceiptFold::receipt);
        var events = new FoldInput<ReceiptFold, Event>(
                Topics.EVENTS,
                EventReading.WITHOUT_CONTENT,
                event -> Keys.of(event.getTenant(), event.getConversation()),
                ReceiptFold::event);
        return new FoldTopology<>(
                        name(),
                        ReceiptFold.TICK,
                        List.of(receipts, events),
                        List.of(Topics.RECEIPTS),
                        FoldState.of(ReceiptFold.factory(parts.registry())))
                .build(config, parts);
    }
}
