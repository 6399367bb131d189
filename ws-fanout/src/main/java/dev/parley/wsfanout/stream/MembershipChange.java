package dev.parley.wsfanout.stream;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRemoved;
import org.jspecify.annotations.Nullable;

/** Whose membership an event changes, and how. */
public sealed interface MembershipChange {
    /** No membership changes. */
    MembershipChange NONE = new None();

    /**
     * The change that an event makes. The only place that knows it: a new kind of event that changes memberships adds a line.
     * A kind that this version does not know changes none.
     */
    static MembershipChange of(Event event) {
        return switch (event.getBody()) {
            case GroupCreated created -> new Joins(created.getOwner());
            case MemberJoined joined -> new Joins(joined.getUser());
            case MemberLeft left -> new Leaves(left.getUser());
            case MemberAdded added -> new Joins(added.getUser());
            case MemberRemoved removed -> new Leaves(removed.getUser());
            case GroupDeleted _ -> new AllLeave();
            case MemberBanned banned -> banned.getWasMember() ? new Leaves(banned.getUser()) : NONE;
            default -> NONE;
        };
    }

    /** The one user whom the change is about; null where it is about nobody or about all members. */
    @Nullable
    String user();

    /** What the event does to the membership of a user. */
    MembershipEffect on(String other);

    record None() implements MembershipChange {
        @Override
        public @Nullable String user() {
            return null;
        }

        @Override
        public MembershipEffect on(String other) {
            return MembershipEffect.NONE;
        }
    }

    /** One user becomes a member. */
    record Joins(String user) implements MembershipChange {
        @Override
        public MembershipEffect on(String other) {
            return other.equals(user) ? MembershipEffect.JOINS : MembershipEffect.NONE;
        }
    }

    /** One user is no longer a member. */
    record Leaves(String user) implements MembershipChange {
        @Override
        public MembershipEffect on(String other) {
            return other.equals(user) ? MembershipEffect.LEAVES : MembershipEffect.NONE;
        }
    }

    /** Every membership ends, as when a group is deleted. */
    record AllLeave() implements MembershipChange {
        @Override
        public @Nullable String user() {
            return null;
        }

        @Override
        public MembershipEffect on(String other) {
            return MembershipEffect.ENDS_IF_MEMBER;
        }
    }
}
