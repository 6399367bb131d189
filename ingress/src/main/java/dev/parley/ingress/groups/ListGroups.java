package dev.parley.ingress.groups;

import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.GroupStore;
import dev.parley.readmodel.read.GroupStore.StoredGroup;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/** {@code GET /v1/groups}: by id, in byte order; a user sees no private group that it does not belong to. */
public record ListGroups(GroupStore store) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var member = call.caller().actor().orElse(null);
        var found = store.page(call.tenant(), member, Page.afterId(call), limit + 1);
        return Page.byId(found, limit, group -> GroupViews.of(group).toJson(), StoredGroup::id);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.STORE_UNAVAILABLE);
    }
}
