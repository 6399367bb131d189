package dev.parley.wsfanout.stream;

import dev.parley.schemas.Event;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event while the tail's thread handles it: its frame is made once, when the first session needs it. */
final class TailedEvent {
    private final LoggedEvent logged;
    private final Event event;
    private final EventCodec codec;
    private byte @Nullable [] frame;
    private @Nullable RuntimeException failure;

    TailedEvent(LoggedEvent logged, Event event, EventCodec codec) {
        this.logged = logged;
        this.event = event;
        this.codec = codec;
    }

    LoggedEvent logged() {
        return logged;
    }

    /** Null where it cannot be made. */
    byte @Nullable [] frame() {
        if (frame == null && failure == null) {
            try {
                frame = codec.frame(event);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        return frame;
    }

    /** Why there is no frame, where one was needed. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** For the ring: the frame where there is one, else the record. */
    LoggedEvent kept() {
        return frame == null ? logged : logged.framed(frame);
    }
}
