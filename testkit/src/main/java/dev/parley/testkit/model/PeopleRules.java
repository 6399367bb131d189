package dev.parley.testkit.model;

import dev.parley.schemas.BlockUser;
import dev.parley.schemas.FriendAccepted;
import dev.parley.schemas.FriendRemoved;
import dev.parley.schemas.FriendRequested;
import dev.parley.schemas.RemoveFriend;
import dev.parley.schemas.RequestFriend;
import dev.parley.schemas.UnblockUser;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;

/** What the two of a direct conversation are to each other. */
final class PeopleRules {
    private PeopleRules() {}

    static void block(Asking asking, BlockUser block) {
        mustBeTheTwo(asking, block.getUser());
        if (asking.in.blockers.add(asking.actor)) {
            asking.happens(new UserBlocked(block.getUser()));
            if (!asking.in.askers.isEmpty()) {
                asking.in.askers.clear();
                asking.happens(new FriendRemoved(block.getUser()));
            }
        }
    }

    static void unblock(Asking asking, UnblockUser unblock) {
        mustBeTheTwo(asking, unblock.getUser());
        if (asking.in.blockers.remove(asking.actor)) {
            asking.happens(new UserUnblocked(unblock.getUser()));
        }
    }

    static void request(Asking asking, RequestFriend request) {
        mustBeTheTwo(asking, request.getUser());
        var in = asking.in;
        Refusal.when(in.blockers.contains(request.getUser()), "blocked");
        Refusal.when(in.blockers.contains(asking.actor), "user-blocked");
        if (in.askers.add(asking.actor)) {
            var body = in.askers.contains(request.getUser())
                    ? new FriendAccepted(request.getUser())
                    : new FriendRequested(request.getUser());
            asking.happens(body);
        }
    }

    static void remove(Asking asking, RemoveFriend remove) {
        mustBeTheTwo(asking, remove.getUser());
        if (!asking.in.askers.isEmpty()) {
            asking.in.askers.clear();
            asking.happens(new FriendRemoved(remove.getUser()));
        }
    }

    private static void mustBeTheTwo(Asking asking, String other) {
        var in = asking.in;
        var isBetweenThem =
                in.both().contains(asking.actor) && in.other(asking.actor).equals(other);
        Refusal.when(!isBetweenThem, "conversation-invalid");
    }
}
