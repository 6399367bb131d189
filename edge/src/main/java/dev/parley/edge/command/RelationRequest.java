package dev.parley.edge.command;

import static dev.parley.schemas.errors.ErrorCode.USER_INACTIVE;
import static dev.parley.schemas.errors.ErrorCode.USER_NOT_FOUND;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.schemas.BlockUser;
import dev.parley.schemas.RemoveFriend;
import dev.parley.schemas.RequestFriend;
import dev.parley.schemas.UnblockUser;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code user.block}, {@code user.unblock}, {@code friend.request}, {@code friend.remove}: {@code {user, other}}; {@code user} must
 * be the one who acts. Decided in the direct conversation of the two.
 */
record RelationRequest(String user, String other, Kind kind) implements CommandRequest {
    /** What a user does to another one. */
    enum Kind {
        BLOCK,
        UNBLOCK,
        REQUEST_FRIEND,
        REMOVE_FRIEND;

        Parsed<RelationRequest> parse(Fields fields) {
            var user = fields.requiredId("user");
            var other = fields.requiredId("other");
            if (!other.isEmpty() && other.equals(user)) {
                fields.fault("other", ErrorCode.FIELD_INVALID, "other must be another user.");
            }
            return fields.result(() -> new RelationRequest(user, other, this));
        }

        private @Nullable ErrorCode refusalOf(UserStatus status) {
            return switch (status) {
                case ACTIVE -> null;
                case DEACTIVATED -> this == REQUEST_FRIEND ? USER_INACTIVE : null;
                // Only what ends a relation is possible with a user who was deleted.
                case DELETED -> this == BLOCK || this == REQUEST_FRIEND ? USER_NOT_FOUND : null;
            };
        }

        private SpecificRecord body(String other) {
            return switch (this) {
                case BLOCK -> new BlockUser(other);
                case UNBLOCK -> new UnblockUser(other);
                case REQUEST_FRIEND -> new RequestFriend(other);
                case REMOVE_FRIEND -> new RemoveFriend(other);
            };
        }
    }

    @Override
    public Drafted draft(CommandContext context) {
        if (!user.equals(context.actor())) {
            return new Drafted.RefusedAtEdge(Problem.of(
                    ErrorCode.NOT_PERMITTED,
                    "A user changes only its own blocks and friends; a server names that user in X-On-Behalf-Of."));
        }
        var facts = context.user(other);
        if (facts.isEmpty()) {
            return context.mayBlock()
                    ? new Drafted.RefusedAtEdge(Problem.of(USER_NOT_FOUND))
                    : new Drafted.WouldBlock();
        }
        var draft = context.draft(Ids.direct(user, other), kind.body(other));
        return new Drafted.Ready(draft.withRefusal(kind.refusalOf(facts.get().status())));
    }
}
