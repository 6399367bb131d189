package dev.parley.wsfanout.presence;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.presence.ShownPresence;
import dev.parley.wsfanout.frame.Frames;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames {@code presence}. */
public final class PresenceFrames {
    private PresenceFrames() {}

    /** A user as somebody is shown them. */
    public record Item(String user, ShownPresence shown) {}

    /** A change of one user. */
    public static byte[] of(Item item) {
        return of(null, List.of(item), Duration.ZERO);
    }

    /**
     * Several users.
     *
     * @param ref of the frame that it answers
     * @param gathered for how long changes were gathered; zero where they were not
     */
    static byte[] of(@Nullable String ref, List<Item> items, Duration gathered) {
        return Frames.text(JsonText.object(json -> {
            json.writeStringField("type", "presence");
            JsonText.text(json, "ref", ref);
            json.writeArrayFieldStart("items");
            for (var item : items) {
                json.writeStartObject();
                item.shown().writeTo(json, item.user());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (gathered.toMillis() > 0) {
                json.writeNumberField("coalescedMs", gathered.toMillis());
            }
        }));
    }
}
