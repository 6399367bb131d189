package dev.parley.standalone.system;

import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.ThreadUpdated;
import java.time.Instant;

/** Events without what depends on the platform's time and choice. */
final class Untimed {
    private static final int ID_BYTES = 16;

    private Untimed() {}

    static Event of(Event event) {
        return Event.newBuilder(event)
                .setEventId(new EventId(new byte[ID_BYTES]))
                .setAt(Instant.EPOCH)
                .setBody(
                        switch (event.getBody()) {
                            case ThreadUpdated updated ->
                                ThreadUpdated.newBuilder(updated)
                                        .setLastReplyAt(Instant.EPOCH)
                                        .build();
                            case GroupCreated created ->
                                GroupCreated.newBuilder(created)
                                        .setIncarnation(1)
                                        .build();
                            case Object body -> body;
                        })
                .build();
    }
}
