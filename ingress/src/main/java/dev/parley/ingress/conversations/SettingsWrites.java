package dev.parley.ingress.conversations;

import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.Answer.Accepted;
import dev.parley.edge.log.UserActionDraft;
import dev.parley.ingress.commands.UserActions;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.readmodel.read.InboxStore.Entry;
import dev.parley.readmodel.read.InboxStore.Settings;
import dev.parley.schemas.UpdateConversationSettings;
import java.util.Objects;
import java.util.Optional;

/** Appends what callers set on conversations for themselves, and answers when the store has it. */
public record SettingsWrites(ActionLog log, ReadConversation conversations, ReadWait readWait) {
    /**
     * The conversation as the store has it then.
     *
     * @throws RefusedException it did not happen, or it is not known, or the store is behind
     */
    Entry append(Call call, UpdateConversationSettings update) {
        var user = call.actor();
        var answer = log.append(new UserActionDraft(call.tenant(), user, user, call.actionId(), update));
        return stored(call, UserActions.accepted(answer.join()), update);
    }

    /** Waits with a look by key; the conversation as a whole costs more and is read once. */
    private Entry stored(Call call, Accepted accepted, UpdateConversationSettings update) {
        var inbox = conversations.inbox();
        return readWait.until(() -> Optional.of(inbox.settings(call.tenant(), call.actor(), update.getConversation()))
                        .filter(settings -> isStored(settings, accepted, update)))
                .flatMap(_ -> conversations.look(call))
                .orElseThrow(ReadWait::readBehind);
    }

    /** Where nothing had to change, the version is that of the user's last change, which may be on another conversation. */
    private static boolean isStored(Settings settings, Accepted accepted, UpdateConversationSettings update) {
        return settings.version() >= accepted.lastSeq() || (accepted.isUnchanged() && isAsAsked(settings, update));
    }

    static boolean isAsAsked(Settings settings, UpdateConversationSettings update) {
        return update.getFields().stream().allMatch(field -> switch (field) {
            case "pinned" -> (settings.pinnedAt() != null) == update.getPinned();
            case "mutedUntil" -> Objects.equals(settings.mutedUntil(), update.getMutedUntil());
            case "archived" -> settings.isArchived() == update.getArchived();
            case "hiddenUpTo" -> settings.hiddenUpTo() >= update.getHiddenUpTo();
            case "draft" -> Objects.equals(settings.draft(), update.getDraft());
            default -> throw new IllegalArgumentException("There is no setting " + field + ".");
        });
    }
}
