package dev.parley.edge.directory;

import dev.parley.schemas.User;
import org.jspecify.annotations.Nullable;

/** The users of one tenant. Any thread may read, without a lock; writers take turns. */
final class UserTable {
    private final PackedTable table = new PackedTable(PackedUser.LAYOUT);

    byte @Nullable [] find(byte[] id) {
        return table.find(id);
    }

    /** Whether this was newer than what was known. */
    boolean put(User user) {
        return table.put(PackedUser.pack(user));
    }

    void remove(byte[] id) {
        table.remove(id);
    }
}
