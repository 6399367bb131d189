package dev.parley.topologies.conversation;

import dev.parley.schemas.Action;
import dev.parley.schemas.Control;
import dev.parley.schemas.topics.Keys;
import dev.parley.topologies.state.ControlValue;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.ByteBuffer;

/** The settings that came as control records (keys {@code C}). A lower revision never replaces a higher one. */
final class ControlValues {
    private static final byte CONTROL = 'C';

    private final StateCodec<ControlValue> codec = new StateCodec<>(ControlValue.getClassSchema());
    private final KeyValues state;

    ControlValues(KeyValues state) {
        this.state = state;
    }

    /** Takes a setting if it is newer, and returns the revision that is in force. */
    long take(Action action, Control control) {
        var name = Keys.of(action.getTenant(), control.getName());
        var key = ByteBuffer.allocate(1 + name.length).put(CONTROL).put(name).array();
        var known = codec.read(state.get(key));
        if (known != null && known.getRevision() >= control.getRevision()) {
            return known.getRevision();
        }
        state.put(key, codec.write(new ControlValue(control.getRevision(), control.getValue())));
        return control.getRevision();
    }
}
