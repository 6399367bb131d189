package dev.parley.wsfanout.stream;

import dev.parley.schemas.Event;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.wsfanout.frame.Frames;
import java.util.function.Function;

/**
 * Records to events to frames. Safe for many threads.
 *
 * @param json the event's text frame, as UTF-8
 */
public record EventCodec(AvroReader<Event> reader, Function<Event, byte[]> json) {
    Event read(byte[] wire) {
        return reader.read(wire);
    }

    byte[] frame(Event event) {
        return Frames.text(json.apply(event));
    }

    byte[] frame(LoggedEvent event) {
        if (event.frame() != null) {
            return event.frame();
        }
        if (event.wire() == null) {
            throw new IllegalStateException("An event without record and frame: " + event.about());
        }
        return frame(read(event.wire()));
    }
}
