package dev.parley.ingress.groups;

import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.readmodel.read.ConversationStore;
import dev.parley.readmodel.read.ConversationStore.StoredConversation;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Optional;
import java.util.function.Function;

/**
 * 200 with the group as it is once the store has the change: an event carries what changed, and the store has the rest. A store that
 * is behind gives 503, and the retry under the same key asks again.
 */
public record ChangedGroup(ConversationStore conversations, ReadWait readWait) implements Function<Written, Reply> {
    @Override
    public Reply apply(Written written) {
        var found = readWait.until(() -> changed(written)).orElseThrow(ReadWait::readBehind);
        var group = found.group();
        if (group == null) {
            // Deleted since: this is a late retry.
            throw new RefusedException(ErrorCode.GROUP_NOT_FOUND);
        }
        return Reply.json(200, GroupViews.of(group).toJson()).withVersion(group.version(), group.headSeq());
    }

    private Optional<StoredConversation> changed(Written written) {
        var draft = written.draft();
        return conversations
                .find(draft.tenant(), draft.conversation(), draft.actor())
                .filter(found -> found.headSeq() >= written.lastSeq());
    }
}
