package dev.parley.edge.presence;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.PresenceState;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A user as somebody is shown them: the item of REST answers and of frames. */
public record ShownPresence(
        State state,
        @Nullable String text,
        @Nullable Instant until,
        @Nullable Instant lastActiveAt) {
    /** The platform cannot tell now. */
    public static final ShownPresence UNKNOWN = new ShownPresence(State.UNKNOWN, null, null, null);

    /** To who blocks a user, and who is blocked by it: as somebody who was never there. */
    public static final ShownPresence APART = new ShownPresence(State.OFFLINE, null, null, null);

    /** In lower case in JSON. */
    public enum State {
        ONLINE,
        AWAY,
        BUSY,
        OFFLINE,
        /** To oneself only. */
        INVISIBLE,
        UNKNOWN;

        private final String json = name().toLowerCase(Locale.ROOT);

        static State of(PresenceState state) {
            return switch (state) {
                case ONLINE -> ONLINE;
                case AWAY -> AWAY;
                case BUSY -> BUSY;
                case OFFLINE -> OFFLINE;
            };
        }
    }

    /** As others are shown it: of who is invisible nothing more than that they are offline. */
    public static ShownPresence toOthers(KnownPresence known) {
        var isHidden = known.choice() == PresenceChoice.INVISIBLE;
        return new ShownPresence(
                isHidden ? State.OFFLINE : State.of(known.state()),
                isHidden ? null : known.text(),
                isHidden ? null : known.until(),
                known.lastActiveAt());
    }

    /** As the user's own devices are shown it. */
    public static ShownPresence toOneself(KnownPresence known) {
        var state = known.choice() == PresenceChoice.INVISIBLE ? State.INVISIBLE : State.of(known.state());
        return new ShownPresence(state, known.text(), known.until(), known.lastActiveAt());
    }

    /** Whether there is something to be told: that a device was touched is not told by itself. */
    public boolean isSameAs(ShownPresence other) {
        return state == other.state && Objects.equals(text, other.text) && Objects.equals(until, other.until);
    }

    /** The fields of an item. */
    public void writeTo(JsonGenerator json, String user) throws IOException {
        json.writeStringField("user", user);
        json.writeStringField("state", state.json);
        JsonText.text(json, "text", text);
        Timestamps.write(json, "until", until);
        Timestamps.write(json, "lastActiveAt", lastActiveAt);
    }
}
