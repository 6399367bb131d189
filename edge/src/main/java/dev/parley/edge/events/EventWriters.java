package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.schemas.Event;
import dev.parley.schemas.FriendAccepted;
import dev.parley.schemas.FriendRemoved;
import dev.parley.schemas.FriendRequested;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Every kind of event, one line each. */
final class EventWriters {
    static final List<EventWriter<?>> ALL = List.of(
            new MessageCreatedWriter(),
            new MessageEditedWriter(),
            new MessageDeletedWriter(),
            new GroupCreatedWriter(),
            new MemberJoinedWriter(),
            new MemberLeftWriter(),
            new ThreadUpdatedWriter(),
            new RelationWriter<>(UserBlocked.class, "user.blocked", UserBlocked::getUser),
            new RelationWriter<>(UserUnblocked.class, "user.unblocked", UserUnblocked::getUser),
            new RelationWriter<>(FriendRequested.class, "friend.requested", FriendRequested::getUser),
            new RelationWriter<>(FriendAccepted.class, "friend.accepted", FriendAccepted::getUser),
            new RelationWriter<>(FriendRemoved.class, "friend.removed", FriendRemoved::getUser));

    private static final Map<Class<?>, EventWriter<?>> BY_KIND =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventWriter::kind, Function.identity()));

    private EventWriters() {}

    /** Null for a kind that only a newer version knows. */
    static @Nullable EventWriter<?> of(Event event) {
        return BY_KIND.get(event.getBody().getClass());
    }

    static <B extends SpecificRecord> void writeData(EventWriter<B> writer, JsonGenerator json, Event event)
            throws IOException {
        writer.writeData(json, event, writer.kind().cast(event.getBody()));
    }
}
