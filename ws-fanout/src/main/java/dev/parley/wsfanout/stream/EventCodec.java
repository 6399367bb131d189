package dev.parley.wsfanout.stream;

import dev.parley.schemas.Event;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.wsfanout.frame.Frames;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records to events to frames. Safe for many threads.
 *
 * @param json the event's text frame, as UTF-8
 * @param membership the change of memberships that an event makes
 */
public record EventCodec(
        AvroReader<Event> reader, Function<Event, byte[]> json, Function<Event, MembershipChange> membership) {
    private static final Logger LOG = LoggerFactory.getLogger(EventCodec.class);

    Event read(byte @Nullable [] wire) {
        return reader.read(wire);
    }

    /** The event at its place in the log. */
    LoggedEvent logged(LoggedEvent.Place place, Event event, byte[] wire) {
        return LoggedEvent.of(place, event, changeOf(event), wire);
    }

    MembershipChange changeOf(Event event) {
        return membership.apply(event);
    }

    /** Throws where the frame cannot be made, which is a defect. */
    byte[] frame(Event event) {
        return Frames.text(json.apply(event));
    }

    /** Null where the frame cannot be made: whoever the event is for must be told, and gets what follows. */
    byte @Nullable [] frameIfAny(Event event) {
        try {
            return frame(event);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("tenant", event.getTenant())
                    .addKeyValue("conversation", event.getConversation())
                    .addKeyValue("seq", event.getSeq())
                    .addKeyValue("cause", e.toString())
                    .log("An event cannot be shown.");
            return null;
        }
    }

    /** As {@link #frameIfAny(Event)}; made before where somebody has needed it. */
    byte @Nullable [] frameIfAny(LoggedEvent event) {
        if (event.frame() != null) {
            return event.frame();
        }
        if (event.wire() == null) {
            throw new IllegalStateException("An event without record and frame: " + event.about());
        }
        return frameIfAny(read(event.wire()));
    }
}
