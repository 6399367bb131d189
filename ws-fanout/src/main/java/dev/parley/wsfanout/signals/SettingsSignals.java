package dev.parley.wsfanout.signals;

import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.wsfanout.signals.Delivery.Audience.Devices;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What users set on their conversations, to their own devices. */
final class SettingsSignals implements SignalKind {
    private final AvroReader<ConversationSettings> reader;
    private final Delivery delivery;
    private final RecordKey key;

    SettingsSignals(SignalParts parts) {
        this.reader = new AvroReader<>(parts.registry(), ConversationSettings.getClassSchema());
        this.delivery = parts.delivery();
        this.key = new RecordKey(parts.keys().probe());
    }

    @Override
    public Map<String, Handler> topics() {
        return Map.of(Topics.CONVERSATION_SETTINGS.name(), this::take);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        key.readThree(record.key());
        if (!key.isUserSecondHere()) {
            return;
        }
        var changed = reader.read(record.value());
        SignalParts.refuseOther(
                record.key(), Keys.of(changed.getTenant(), changed.getUser(), changed.getConversation()));
        delivery.send(new Devices(changed.getTenant(), changed.getUser()), SignalFrames.updated(changed));
    }
}
