package dev.parley.edge.restrictions;

import dev.parley.edge.directory.PackedTable;
import dev.parley.schemas.Restriction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A restriction in one byte array: whether it is a block, until when it is a mute, the seq, and {@code conversation/user} as its id. */
final class PackedRestriction {
    static final PackedTable.Layout LAYOUT = new PackedTable.Layout() {
        @Override
        public long version(byte[] packed) {
            return ByteBuffer.wrap(packed).getLong(SEQ_AT);
        }

        @Override
        public int idAt(byte[] packed) {
            return ID_AT;
        }
    };

    private static final int MUTED_AT = 1;
    private static final int SEQ_AT = MUTED_AT + Long.BYTES;
    private static final int ID_AT = SEQ_AT + Long.BYTES;

    private PackedRestriction() {}

    static byte[] pack(Restriction restriction) {
        var until = restriction.getMutedUntil();
        var id = id(restriction.getConversation(), restriction.getUser());
        return ByteBuffer.allocate(ID_AT + id.length)
                .put((byte) (restriction.getBlocks() ? 1 : 0))
                .putLong(until == null ? 0 : until.toEpochMilli())
                .putLong(restriction.getSeq())
                .put(id)
                .array();
    }

    static byte[] id(String conversation, String user) {
        return (conversation + "/" + user).getBytes(StandardCharsets.UTF_8);
    }

    static boolean blocks(byte[] packed) {
        return packed[0] != 0;
    }

    /** In milliseconds; 0 where it is no mute. */
    static long mutedUntil(byte[] packed) {
        return ByteBuffer.wrap(packed).getLong(MUTED_AT);
    }
}
