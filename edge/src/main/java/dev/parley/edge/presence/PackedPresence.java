package dev.parley.edge.presence;

import dev.parley.edge.directory.PackedTable;
import dev.parley.edge.presence.KnownPresence.Devices;
import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.PresentDevice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a user's presence, in one byte array: a byte of state, choice and devices, a byte that says what else is there, the
 * version, the times, the text, the id. A user who is offline without a text takes 16 bytes, and the id.
 */
final class PackedPresence {
    static final PackedTable.Layout LAYOUT = new PackedTable.Layout() {
        @Override
        public long version(byte[] packed) {
            return ByteBuffer.wrap(packed).getLong(VERSION_AT);
        }

        @Override
        public int idAt(byte[] packed) {
            var at = TIMES_AT + Integer.bitCount(packed[HAS_AT] & (HAS_ACTIVE | HAS_UNTIL)) * TIME_BYTES;
            return at + (has(packed, HAS_TEXT) ? Short.BYTES + textLength(packed, at) : 0);
        }
    };

    private static final int HAS_AT = 1;
    private static final int VERSION_AT = 2;
    private static final int TIMES_AT = VERSION_AT + Long.BYTES;
    /** Milliseconds in 48 bits, unsigned, reach from 1970 beyond the year 9999. */
    private static final int TIME_BYTES = 6;

    /** Four times what an edge takes; a longer one is not kept. */
    private static final int MAX_TEXT_BYTES = 3_200;

    private static final int HAS_ACTIVE = 1;
    private static final int HAS_UNTIL = 2;
    private static final int HAS_TEXT = 4;
    private static final int TWO_BITS = 3;
    private static final int CHOICE_SHIFT = 2;
    private static final int DEVICES_SHIFT = 4;

    /** By their codes, which are in memory only. */
    private static final List<PresenceState> STATES = List.of(PresenceState.values());

    private static final List<PresenceChoice> CHOICES = List.of(PresenceChoice.values());
    private static final List<Devices> DEVICES = List.of(Devices.values());

    private PackedPresence() {}

    static byte[] pack(Presence presence) {
        var text = textOf(presence);
        var id = utf8(presence.getUser());
        var has = (presence.getLastActiveAt() == null ? 0 : HAS_ACTIVE)
                | (presence.getUntil() == null ? 0 : HAS_UNTIL)
                | (text == null ? 0 : HAS_TEXT);
        var times = Integer.bitCount(has & (HAS_ACTIVE | HAS_UNTIL)) * TIME_BYTES;
        var buffer = ByteBuffer.allocate(TIMES_AT + times + (text == null ? 0 : Short.BYTES + text.length) + id.length);
        buffer.put((byte) (STATES.indexOf(presence.getState())
                        | CHOICES.indexOf(presence.getChoice()) << CHOICE_SHIFT
                        | DEVICES.indexOf(devicesOf(presence)) << DEVICES_SHIFT))
                .put((byte) has)
                .putLong(presence.getVersion());
        putTime(buffer, presence.getLastActiveAt());
        putTime(buffer, presence.getUntil());
        if (text != null) {
            buffer.putShort((short) text.length).put(text);
        }
        return buffer.put(id).array();
    }

    static KnownPresence unpack(byte[] packed) {
        var buffer = ByteBuffer.wrap(packed);
        var first = buffer.get();
        buffer.position(TIMES_AT);
        var lastActiveAt = has(packed, HAS_ACTIVE) ? time(buffer) : null;
        var until = has(packed, HAS_UNTIL) ? time(buffer) : null;
        return new KnownPresence(
                STATES.get(first & TWO_BITS),
                CHOICES.get(first >> CHOICE_SHIFT & TWO_BITS),
                has(packed, HAS_TEXT) ? text(packed, buffer.position()) : null,
                until,
                lastActiveAt,
                DEVICES.get(first >> DEVICES_SHIFT & TWO_BITS));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] textOf(Presence presence) {
        var text = presence.getText() == null ? null : utf8(presence.getText());
        return text == null || text.length > MAX_TEXT_BYTES ? null : text;
    }

    private static Devices devicesOf(Presence presence) {
        if (presence.getDevices().isEmpty()) {
            return Devices.NONE;
        }
        return presence.getDevices().stream().allMatch(PresentDevice::getIdle) ? Devices.IDLE : Devices.ACTIVE;
    }

    private static boolean has(byte[] packed, int what) {
        return (packed[HAS_AT] & what) != 0;
    }

    private static int textLength(byte[] packed, int at) {
        return Short.toUnsignedInt(ByteBuffer.wrap(packed).getShort(at));
    }

    private static String text(byte[] packed, int at) {
        return new String(packed, at + Short.BYTES, textLength(packed, at), StandardCharsets.UTF_8);
    }

    private static void putTime(ByteBuffer buffer, @Nullable Instant at) {
        if (at != null) {
            var millis = Math.max(0, at.toEpochMilli());
            buffer.putShort((short) (millis >> Integer.SIZE)).putInt((int) millis);
        }
    }

    private static Instant time(ByteBuffer buffer) {
        var high = Short.toUnsignedLong(buffer.getShort()) << Integer.SIZE;
        return Instant.ofEpochMilli(high | Integer.toUnsignedLong(buffer.getInt()));
    }
}
