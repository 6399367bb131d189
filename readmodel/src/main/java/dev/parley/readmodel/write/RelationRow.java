package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.FriendAccepted;
import dev.parley.schemas.FriendRemoved;
import dev.parley.schemas.FriendRequested;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user is to another one, as far as some of the events of their direct conversation tell.
 *
 * @param block whether the user blocks the other
 * @param friendship as the user sees it: {@code none}, {@code requested}, {@code incoming}, {@code friends}
 */
record RelationRow(Key key, Versioned<Since<Boolean>> block, Versioned<Since<String>> friendship) {
    /** The primary key. */
    record Key(String tenant, String user, String other) {}

    /** A value and the time of the event that set it, in milliseconds. */
    record Since<T>(T value, long at) {}

    static List<RelationRow> of(Event event) {
        var actor = event.getActor();
        return actor == null ? List.of() : of(event, actor);
    }

    private static List<RelationRow> of(Event event, String actor) {
        return switch (event.getBody()) {
            case UserBlocked blocked -> List.of(block(event, actor, blocked.getUser(), true));
            case UserUnblocked unblocked -> List.of(block(event, actor, unblocked.getUser(), false));
            case FriendRequested asked -> bothSides(event, actor, asked.getUser(), "requested", "incoming");
            case FriendAccepted accepted -> bothSides(event, actor, accepted.getUser(), "friends", "friends");
            case FriendRemoved removed -> bothSides(event, actor, removed.getUser(), "none", "none");
            default -> List.of();
        };
    }

    private static RelationRow block(Event event, String actor, String other, boolean isBlocked) {
        return new RelationRow(
                new Key(event.getTenant(), actor, other), versioned(event, isBlocked), Versioned.unknown());
    }

    /** Of the event's actor and of the other user. */
    private static List<RelationRow> bothSides(Event event, String actor, String other, String own, String others) {
        return List.of(oneSide(event, actor, other, own), oneSide(event, other, actor, others));
    }

    private static RelationRow oneSide(Event event, String user, String other, String state) {
        return new RelationRow(new Key(event.getTenant(), user, other), Versioned.unknown(), versioned(event, state));
    }

    private static <T> Versioned<Since<T>> versioned(Event event, T value) {
        return new Versioned<>(new Since<>(value, event.getAt().toEpochMilli()), event.getSeq());
    }

    boolean isBlocked() {
        var since = block.value();
        return since != null && since.value();
    }

    String friendshipState() {
        var since = friendship.value();
        return since == null ? "none" : since.value();
    }

    static long at(@Nullable Since<?> since) {
        return since == null ? 0 : since.at();
    }

    RelationRow merge(RelationRow other) {
        return new RelationRow(key, block.newer(other.block), friendship.newer(other.friendship));
    }
}
