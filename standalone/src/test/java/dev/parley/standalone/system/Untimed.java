package dev.parley.standalone.system;

import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupUpdated;
import dev.parley.schemas.MessageEdited;
import dev.parley.schemas.ThreadUpdated;
import java.time.Instant;
import java.util.List;

/** Events without what depends on the platform's time and choice, as is the order of names. */
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
                            case GroupUpdated updated ->
                                GroupUpdated.newBuilder(updated)
                                        .setFields(sorted(updated.getFields()))
                                        .build();
                            case MessageEdited edited ->
                                MessageEdited.newBuilder(edited)
                                        .setFields(sorted(edited.getFields()))
                                        .build();
                            case Object body -> body;
                        })
                .build();
    }

    private static List<String> sorted(List<String> fields) {
        return fields.stream().sorted().toList();
    }
}
