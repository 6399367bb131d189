package dev.parley.wsfanout.stream;

import dev.parley.schemas.Event;
import org.jspecify.annotations.Nullable;

/** An event while the tail's thread handles it: its frame is made once, when the first session needs it. */
final class TailedEvent {
    private final LoggedEvent logged;
    private final Event event;
    private final EventCodec codec;
    private byte @Nullable [] frame;

    TailedEvent(LoggedEvent logged, Event event, EventCodec codec) {
        this.logged = logged;
        this.event = event;
        this.codec = codec;
    }

    LoggedEvent logged() {
        return logged;
    }

    byte[] frame() {
        if (frame == null) {
            frame = codec.frame(event);
        }
        return frame;
    }

    /** For the ring: the frame where there is one, else the record. */
    LoggedEvent kept() {
        return frame == null ? logged : logged.framed(frame);
    }
}
