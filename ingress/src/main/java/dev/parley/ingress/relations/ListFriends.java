package dev.parley.ingress.relations;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Problem;
import dev.parley.edge.api.Timestamps;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.RelationStore;
import dev.parley.readmodel.read.RelationStore.StoredRelation;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/** {@code GET /v1/users/{user}/friends?state=}: the caller's friends or open requests, by id, in byte order. */
public record ListFriends(RelationStore store) implements Endpoint {
    private static final String FRIENDS = "friends";
    private static final Set<String> STATES = Set.of(FRIENDS, "requested", "incoming");

    @Override
    public Reply answer(Call call) {
        var user = OwnRelations.userOf(call);
        var state = call.query().getOrDefault("state", FRIENDS);
        if (!STATES.contains(state)) {
            throw new RefusedException(
                    Problem.at("state", ErrorCode.FIELD_INVALID, "state must be friends, requested or incoming."));
        }
        var limit = Page.limit(call);
        var found = store.friends(call.tenant(), user, state, Page.afterId(call), limit + 1);
        return Page.byId(found, limit, ListFriends::json, StoredRelation::other);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.NOT_PERMITTED);
    }

    private static byte[] json(StoredRelation friend) {
        return JsonText.object(json -> {
            json.writeStringField("user", friend.other());
            json.writeStringField("state", friend.friendship());
            Timestamps.write(json, "at", friend.friendshipAt());
        });
    }
}
