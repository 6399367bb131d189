package dev.parley.faults.traffic;

import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.Reading;
import dev.parley.client.ledger.Seen;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The committed events, as a data team reads them from the topic: one more reader for the ledger. */
final class CommittedLog {
    /** The name of this reader in the ledger. */
    private static final String READER = "topic events";

    private static final String TOPIC = "events";

    private final PlatformAccess access;
    private final Map<TopicPartition, Long> from;

    private CommittedLog(PlatformAccess access, Map<TopicPartition, Long> from) {
        this.access = access;
        this.from = from;
    }

    /** Remembers where the topic ends now; where the log cannot be reached, it is no reader. */
    static CommittedLog fromNow(PlatformAccess access) {
        if (access.reachableLog() == null) {
            return new CommittedLog(access, Map.of());
        }
        try (var topic = TopicRangeReader.of(access.log().bootstrapServers(), TOPIC)) {
            return new CommittedLog(access, topic.ends());
        }
    }

    /** Gives the ledger everything that was committed since, of these conversations of the tenant. */
    void readInto(Ledger ledger, Set<String> conversations) {
        if (access.reachableLog() == null) {
            return;
        }
        var events =
                new AvroReader<Event>(new HttpSchemaRegistry(access.log().registry(), false), Event.getClassSchema());
        var readings = new HashMap<String, Reading>();
        conversations.forEach(each -> readings.put(each, ledger.reading(READER, each, 0)));
        try (var topic = TopicRangeReader.of(access.log().bootstrapServers(), TOPIC)) {
            for (var record : topic.between(from, topic.ends())) {
                var event = events.read(record.value());
                var reading = readings.get(event.getConversation());
                if (reading != null && event.getTenant().equals(access.tenant())) {
                    reading.add(seen(event));
                }
            }
        }
    }

    private static Seen seen(Event event) {
        return new Seen(
                event.getConversation(),
                event.getSeq(),
                HexFormat.of().formatHex(event.getEventId().bytes()),
                event.getActionId(),
                text(event));
    }

    private static @Nullable String text(Event event) {
        return event.getContent() instanceof MessageContent content ? content.getText() : null;
    }
}
