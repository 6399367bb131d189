package dev.parley.ingress.users;

import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.FreshUsers;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.UserStore;
import dev.parley.readmodel.read.UserStore.StoredUser;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/** {@code GET /v1/users}: by id, in byte order. */
public record ListUsers(UserStore store) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var found = store.page(call.tenant(), Page.afterId(call), limit + 1);
        return Page.byId(found, limit, user -> FreshUsers.viewOf(user).toJson(), StoredUser::id);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.STORE_UNAVAILABLE);
    }
}
