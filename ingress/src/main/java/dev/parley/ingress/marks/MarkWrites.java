package dev.parley.ingress.marks;

import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.Answer.Accepted;
import dev.parley.edge.log.UserActionDraft;
import dev.parley.ingress.commands.UserActions;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.readmodel.read.MarkStore;
import dev.parley.readmodel.read.MarkStore.StoredMark;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/** Appends what callers set on messages for themselves, and answers when the store has it. */
public record MarkWrites(ActionLog log, MarkStore marks, ReadWait readWait) {
    private static final StoredMark NONE = new StoredMark(null, false, null, 0, 0);

    /**
     * The mark as the store has it then.
     *
     * @param body of a {@code UserAction}
     * @param isAsAsked whether a mark is as the body asks
     * @throws RefusedException it did not happen, or it is not known, or the store is behind
     */
    public StoredMark append(Call call, StoredMessage message, SpecificRecord body, Predicate<StoredMark> isAsAsked) {
        return append(call, call.actionId(), message, body, isAsAsked);
    }

    /** As that, with a name for the action that is not the client's. */
    StoredMark append(
            Call call, String actionId, StoredMessage message, SpecificRecord body, Predicate<StoredMark> isAsAsked) {
        var user = call.actor();
        var answer = log.append(new UserActionDraft(call.tenant(), user, user, actionId, body));
        var accepted = UserActions.accepted(answer.join());
        return readWait.until(() -> stored(call, message).filter(mark -> isStored(mark, accepted, isAsAsked)))
                .orElseThrow(ReadWait::readBehind);
    }

    private Optional<StoredMark> stored(Call call, StoredMessage message) {
        var found = marks.find(call.tenant(), call.actor(), message.conversation(), message.seq());
        return found.or(() -> Optional.of(NONE));
    }

    /** Where nothing had to change, the version is that of the user's last mark, which may be on another message. */
    private static boolean isStored(StoredMark mark, Accepted accepted, Predicate<StoredMark> isAsAsked) {
        return mark.version() >= accepted.lastSeq() || (accepted.isUnchanged() && isAsAsked.test(mark));
    }
}
