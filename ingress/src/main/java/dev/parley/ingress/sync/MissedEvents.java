package dev.parley.ingress.sync;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.events.EventJson;
import dev.parley.ingress.sync.Stretch.Missed;
import dev.parley.readmodel.read.EventStore;
import dev.parley.schemas.Event;
import dev.parley.schemas.serde.AvroReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Writes events of several conversations, each in the order of its seqs, until an answer is full. */
public record MissedEvents(EventStore store, AvroReader<Event> reader) {
    /** As large as a page: an answer ends behind the event that reaches it. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final int CHUNK = 50;

    /** How far the answer has got in the stretches of which it has events. */
    Map<String, Long> write(JsonGenerator json, String tenant, Collection<Missed> shares) throws IOException {
        var reached = new TreeMap<String, Long>();
        var bytes = 0L;
        for (var share : shares) {
            var left = share;
            while (left.count() > 0 && bytes < MAX_BYTES) {
                var found =
                        store.after(tenant, left.conversation(), left.afterSeq(), (int) Math.min(CHUNK, left.count()));
                if (found.isEmpty()) {
                    break;
                }
                for (var event : found) {
                    if (bytes >= MAX_BYTES) {
                        break;
                    }
                    var text = EventJson.of(reader.read(event.bytes()));
                    json.writeRawValue(new String(text, StandardCharsets.UTF_8));
                    bytes += text.length;
                    left = left.from(event.seq());
                }
                reached.put(left.conversation(), left.afterSeq());
            }
        }
        return reached;
    }
}
