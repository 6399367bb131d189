package dev.parley.testkit.model;

import dev.parley.schemas.MemberRole;

/** A member of a group. */
final class Member {
    MemberRole role;
    /** In milliseconds; 0 = may write. */
    long mutedUntil;
    /** When a message was last sent in slow mode. */
    long lastPostAt;

    Member(MemberRole role) {
        this.role = role;
    }

    boolean isAtLeast(MemberRole least) {
        return role.compareTo(least) <= 0;
    }

    boolean isAbove(MemberRole other) {
        return role.compareTo(other) < 0;
    }
}
