package dev.parley.ingress.relations;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.RelationStore;
import dev.parley.readmodel.read.RelationStore.StoredRelation;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/** {@code GET /v1/users/{user}/blocks}: whom the caller blocks, by id, in byte order. */
public record ListBlocks(RelationStore store) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var user = OwnRelations.userOf(call);
        var limit = Page.limit(call);
        var found = store.blocks(call.tenant(), user, Page.afterId(call), limit + 1);
        return Page.byId(found, limit, ListBlocks::json, StoredRelation::other);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.NOT_PERMITTED);
    }

    private static byte[] json(StoredRelation block) {
        return JsonText.object(json -> {
            json.writeStringField("user", block.other());
            Timestamps.write(json, "at", block.blockedAt());
        });
    }
}
