package dev.parley.ingress.groups;

import dev.parley.edge.api.Ids;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.ingress.reads.RecentWrites;
import dev.parley.readmodel.read.ConversationStore;
import dev.parley.readmodel.read.ConversationStore.StoredConversation;
import dev.parley.readmodel.read.GroupStore.StoredGroup;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/groups/{group}}: to a user, a private group that it does not belong to is not there. */
public record ReadGroup(ConversationStore conversations, RecentWrites recent, ReadWait readWait) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var id = call.id("group");
        var atLeastSeq = call.seq("atLeastSeq");
        var found = readWait.until(() -> settled(call, id, atLeastSeq)).orElseGet(() -> unsettled(call, id));
        var group = GroupViews.of(found.orElseThrow(() -> new RefusedException(ErrorCode.GROUP_NOT_FOUND)));
        return Reply.json(200, group.toJson()).withVersion(group.version(), group.seq());
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.GROUP_NOT_FOUND, ErrorCode.STORE_UNAVAILABLE, ErrorCode.READ_BEHIND);
    }

    /** Empty where the store may still change what is seen; what its creator does not see is not there yet. */
    private Optional<Optional<StoredGroup>> settled(Call call, String id, long atLeastSeq) {
        var seen = visible(call, id);
        var needed = seen.isPresent() ? atLeastSeq : Math.max(atLeastSeq, written(call, id));
        return seen.map(StoredGroup::headSeq).orElse(0L) >= needed ? Optional.of(seen) : Optional.empty();
    }

    private Optional<StoredGroup> unsettled(Call call, String id) {
        if (visible(call, id).isPresent() || written(call, id) > 0) {
            throw ReadWait.readBehind();
        }
        return Optional.empty();
    }

    private long written(Call call, String id) {
        return recent.seqOf(call.caller(), Ids.group(id));
    }

    private Optional<StoredGroup> visible(Call call, String id) {
        var actor = call.caller().actor();
        return conversations
                .find(call.tenant(), Ids.group(id), actor.orElse(null))
                .filter(found -> actor.isEmpty() || isFor(found))
                .map(StoredConversation::group);
    }

    private static boolean isFor(StoredConversation found) {
        var group = found.group();
        var membership = found.membership();
        return (group != null && !group.access().equals("private")) || (membership != null && membership.isMember());
    }
}
