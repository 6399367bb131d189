package dev.parley.ingress.invites;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.Page;
import dev.parley.ingress.reads.RoleAccess;
import dev.parley.readmodel.read.InviteStore;
import dev.parley.readmodel.read.InviteStore.StoredInvite;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** {@code GET /v1/groups/{group}/invites}: newest first, including revoked, expired and used-up ones; for admins and the owner. */
public record ListInvites(InviteStore store, RoleAccess access, InstantSource clock) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var beforeId = Page.afterId(call);
        var group = access.open(call, MemberRole.ADMIN);
        var now = clock.instant();
        var found = store.page(call.tenant(), group, beforeId, limit + 1);
        return Page.byId(found, limit, invite -> json(invite, now), StoredInvite::id);
    }

    @Override
    public Set<ErrorCode> problems() {
        return RoleAccess.PROBLEMS;
    }

    private static byte[] json(StoredInvite invite, Instant now) {
        return JsonText.object(json -> {
            json.writeStringField("id", invite.id());
            JsonText.number(json, "uses", invite.uses());
            JsonText.number(json, "usesLeft", invite.usesLeft());
            Timestamps.write(json, "expiresAt", invite.expiresAt());
            JsonText.text(json, "createdBy", invite.by());
            json.writeStringField("createdAt", Timestamps.text(invite.at()));
            json.writeStringField("state", state(invite, now));
        });
    }

    private static String state(StoredInvite invite, Instant now) {
        if (invite.isRevoked()) {
            return "revoked";
        }
        if (invite.usesLeft() != null && invite.usesLeft() == 0) {
            return "used-up";
        }
        return invite.expiresAt() == null || now.isBefore(invite.expiresAt()) ? "open" : "expired";
    }
}
