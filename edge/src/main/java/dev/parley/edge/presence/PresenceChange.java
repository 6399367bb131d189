package dev.parley.edge.presence;

import org.jspecify.annotations.Nullable;

/** A newer version of a user's presence has come. It may differ in nothing that anybody is shown. */
public final class PresenceChange {
    private final String tenant;
    private final String user;
    private final byte @Nullable [] before;
    private final byte @Nullable [] after;

    PresenceChange(String tenant, String user, byte @Nullable [] before, byte @Nullable [] after) {
        this.tenant = tenant;
        this.user = user;
        this.before = before;
        this.after = after;
    }

    public String tenant() {
        return tenant;
    }

    public String user() {
        return user;
    }

    /** Whether others are to be told. */
    public boolean isSeenByOthers() {
        return !ShownPresence.toOthers(unpack(before)).isSameAs(ShownPresence.toOthers(unpack(after)));
    }

    /** Whether the user's own devices are to be told. */
    public boolean isSeenByOneself() {
        return !ShownPresence.toOneself(unpack(before)).isSameAs(ShownPresence.toOneself(unpack(after)));
    }

    private static KnownPresence unpack(byte @Nullable [] packed) {
        return packed == null ? KnownPresence.NEVER : PackedPresence.unpack(packed);
    }
}
