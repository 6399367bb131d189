package dev.parley.ingress.bans;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.Page;
import dev.parley.ingress.reads.RoleAccess;
import dev.parley.readmodel.read.BanStore;
import dev.parley.readmodel.read.BanStore.StoredBan;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.errors.ErrorCode;
import java.time.InstantSource;
import java.util.Set;

/** {@code GET /v1/groups/{group}/bans}: those in force, by user id in byte order; for moderators and above. */
public record ListBans(BanStore store, RoleAccess access, InstantSource clock) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var afterUser = Page.afterId(call);
        var group = access.open(call, MemberRole.MODERATOR);
        var found = store.page(call.tenant(), group, clock.instant(), afterUser, limit + 1);
        return Page.byId(found, limit, ListBans::json, StoredBan::user);
    }

    @Override
    public Set<ErrorCode> problems() {
        return RoleAccess.PROBLEMS;
    }

    private static byte[] json(StoredBan ban) {
        return JsonText.object(json -> {
            json.writeStringField("user", ban.user());
            Timestamps.write(json, "until", ban.until());
            JsonText.text(json, "reason", ban.reason());
            JsonText.text(json, "by", ban.by());
            json.writeStringField("at", Timestamps.text(ban.at()));
        });
    }
}
