package dev.parley.testkit.model;

import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MemberRole;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A group as long as it stands. */
final class Group {
    static final long NEVER = Long.MAX_VALUE;

    String name = "";
    GroupAccess access = GroupAccess.PUBLIC;

    @Nullable
    ByteBuffer passwordKey;

    @Nullable
    String description;

    @Nullable
    String icon;

    List<String> tags = List.of();

    @Nullable
    String metadata;

    int slowModeSeconds;
    /** The lowest role that may call everybody. */
    MemberRole mentionAllFrom = MemberRole.PARTICIPANT;

    String owner = "";
    long version;
    /** What was said before belongs to a former group of this id. */
    final long firstSeq;

    final Map<String, Member> members = new TreeMap<>();
    final Map<String, Ban> bans = new TreeMap<>();
    /** What holds of those who left, if they come back: until when they are muted, and when they last sent in slow mode. */
    final Map<String, Member> former = new TreeMap<>();

    Group(long firstSeq) {
        this.firstSeq = firstSeq;
    }

    /** Who is kept out, until when. */
    record Ban(long until, @Nullable String reason) {}

    void enter(String user, MemberRole role) {
        var member = new Member(role);
        var before = former.remove(user);
        if (before != null) {
            member.mutedUntil = before.mutedUntil;
            member.lastPostAt = before.lastPostAt;
        }
        members.put(user, member);
    }

    void exit(String user) {
        former.put(user, Objects.requireNonNull(members.remove(user)));
    }

    boolean isBanned(String user, long now) {
        return bans.containsKey(user) && now < Objects.requireNonNull(bans.get(user)).until;
    }

    boolean isPrivate() {
        return access == GroupAccess.PRIVATE;
    }
}
