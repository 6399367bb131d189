package dev.parley.ingress.groups;

import dev.parley.edge.api.Ids;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.readmodel.read.GroupStore;
import dev.parley.readmodel.read.GroupStore.StoredGroup;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Optional;

/** {@code GET /v1/groups/{group}}: to a user, a private group that it does not belong to is not there. */
public record ReadGroup(GroupStore store, MembershipStore memberships, ReadWait readWait) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var id = call.id("group");
        var atLeastSeq = call.seq("atLeastSeq");
        var found = atLeastSeq == 0
                ? visible(call, id)
                : Optional.of(readWait.until(() -> visible(call, id).filter(group -> group.headSeq() >= atLeastSeq))
                        .orElseThrow(ReadWait::readBehind));
        var group = GroupViews.of(found.orElseThrow(ReadGroup::notFound));
        return Reply.json(200, group.toJson()).withVersion(group.version());
    }

    private Optional<StoredGroup> visible(Call call, String id) {
        return store.find(call.tenant(), id).filter(group -> !group.access().equals("private") || belongs(call, id));
    }

    private boolean belongs(Call call, String group) {
        return call.caller()
                .actor()
                .map(actor -> memberships
                        .find(call.tenant(), Ids.group(group), actor)
                        .map(Membership::isMember)
                        .orElse(false))
                .orElse(true);
    }

    private static RefusedException notFound() {
        return new RefusedException(ErrorCode.GROUP_NOT_FOUND);
    }
}
