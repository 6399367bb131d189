package dev.parley.ingress.groups;

import dev.parley.edge.api.Ids;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Problem;
import dev.parley.edge.api.Timestamps;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.MemberStore;
import dev.parley.readmodel.read.MemberStore.MemberQuery;
import dev.parley.readmodel.read.MemberStore.StoredMember;
import dev.parley.schemas.errors.ErrorCode;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/groups/{group}/members}: by id, in byte order; for present members, and the tenant's server. */
public record ListMembers(ReadGroup groups, MemberStore store, InstantSource clock) implements Endpoint {
    private static final Set<String> ROLES = Set.of("owner", "admin", "moderator", "participant");
    private static final int MAX_BEGINNING = 128;

    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var query = new MemberQuery(call.tenant(), Ids.group(call.id("group")), role(call), beginning(call));
        groups.requireMember(call);
        var found = store.page(query, clock.instant(), Page.afterId(call), limit + 1);
        return Page.byId(found, limit, ListMembers::json, StoredMember::user);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(
                ErrorCode.FIELD_INVALID,
                ErrorCode.NOT_A_MEMBER,
                ErrorCode.GROUP_NOT_FOUND,
                ErrorCode.STORE_UNAVAILABLE,
                ErrorCode.READ_BEHIND);
    }

    private static byte[] json(StoredMember member) {
        return JsonText.object(json -> {
            json.writeStringField("user", member.user());
            json.writeStringField("role", member.role());
            Timestamps.write(json, "joinedAt", member.joinedAt());
            Timestamps.write(json, "mutedUntil", member.mutedUntil());
        });
    }

    private static @Nullable String role(Call call) {
        var role = call.query().get("role");
        if (role != null && !ROLES.contains(role)) {
            throw new RefusedException(Problem.at(
                    "role", ErrorCode.FIELD_INVALID, "role must be owner, admin, moderator or participant."));
        }
        return role;
    }

    private static @Nullable String beginning(Call call) {
        var beginning = call.query().get("q");
        if (beginning != null && (beginning.isEmpty() || beginning.length() > MAX_BEGINNING)) {
            throw new RefusedException(
                    Problem.at("q", ErrorCode.FIELD_INVALID, "q must have 1 to " + MAX_BEGINNING + " characters."));
        }
        return beginning;
    }
}
