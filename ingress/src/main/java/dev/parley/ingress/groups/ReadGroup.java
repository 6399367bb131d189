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

/** {@code GET /v1/groups/{group}}: to a user, a private group that it does not belong to is not there, nor is one that was deleted. */
public record ReadGroup(ConversationStore conversations, RecentWrites recent, ReadWait readWait) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var group = GroupViews.of(find(call, call.seq("atLeastSeq")));
        return Reply.json(200, group.toJson()).withVersion(group.version(), group.seq());
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.GROUP_NOT_FOUND, ErrorCode.STORE_UNAVAILABLE, ErrorCode.READ_BEHIND);
    }

    /**
     * For reads that only present members of a group may do, and the tenant's server. Callers who wrote to the group a moment ago are
     * judged only by a store that has their write.
     *
     * @throws RefusedException the caller is no member, or there is no such group, or the store is behind
     */
    void requireMember(Call call) {
        var group = find(call, written(call));
        if (call.caller().actor().isPresent() && group.role() == null) {
            throw new RefusedException(ErrorCode.NOT_A_MEMBER);
        }
    }

    /** Waits for a store that may still change what is seen; what its creator does not see is not there yet. */
    private StoredGroup find(Call call, long atLeastSeq) {
        return readWait.until(() -> settled(call, atLeastSeq))
                .orElseGet(() -> unsettled(call))
                .orElseThrow(() -> new RefusedException(ErrorCode.GROUP_NOT_FOUND));
    }

    private Optional<Optional<StoredGroup>> settled(Call call, long atLeastSeq) {
        var found = stored(call);
        var seen = visible(call, found);
        if (seen.isPresent()) {
            return seen.get().headSeq() >= atLeastSeq ? Optional.of(seen) : Optional.empty();
        }
        // To strangers a hidden group must look like none: nothing of it counts but what they wrote themselves.
        return written(call) >= atLeastSeq && hasWritten(call, found) ? Optional.of(seen) : Optional.empty();
    }

    private Optional<StoredGroup> unsettled(Call call) {
        var found = stored(call);
        if (visible(call, found).isPresent() || !hasWritten(call, found)) {
            throw ReadWait.readBehind();
        }
        return Optional.empty();
    }

    private Optional<StoredConversation> stored(Call call) {
        return conversations.find(
                call.tenant(),
                Ids.group(call.id("group")),
                call.caller().actor().orElse(null));
    }

    /** Whether the store has what the caller wrote to the group a moment ago. */
    private boolean hasWritten(Call call, Optional<StoredConversation> found) {
        return found.map(StoredConversation::headSeq).orElse(0L) >= written(call);
    }

    private long written(Call call) {
        return recent.seqOf(call.caller(), Ids.group(call.id("group")));
    }

    private static Optional<StoredGroup> visible(Call call, Optional<StoredConversation> found) {
        var isServer = call.caller().actor().isEmpty();
        return found.map(StoredConversation::group)
                .filter(group -> isServer || !group.access().equals("private") || group.role() != null);
    }
}
