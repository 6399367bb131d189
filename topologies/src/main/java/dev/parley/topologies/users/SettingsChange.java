package dev.parley.topologies.users;

import dev.parley.schemas.UpdateConversationSettings;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.state.UserSettings;
import dev.parley.topologies.state.UserSettingsCount;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of a user's settings on a conversation: the fields that an action names, and no others. Pure. */
sealed interface SettingsChange {
    /** So many conversations a user may have pinned. */
    int MAX_PINNED = 100;

    record Changed(UserSettings settings, UserSettingsCount count) implements SettingsChange {}

    /** All is as asked already. */
    record Same() implements SettingsChange {}

    record Refused(ErrorCode error) implements SettingsChange {}

    /** @param known null where nothing is set on the conversation */
    static SettingsChange of(
            UpdateConversationSettings update, @Nullable UserSettings known, UserSettingsCount count, long now) {
        var before = known == null ? UserSettings.newBuilder().setVersion(0).build() : known;
        var next = UserSettings.newBuilder(before);
        for (var field : update.getFields()) {
            switch (field) {
                case "pinned" -> next.setPinnedAt(pinnedAt(update, before, now));
                case "mutedUntil" -> next.setMutedUntil(mutedUntil(update));
                case "archived" -> next.setArchived(update.getArchived());
                case "hiddenUpTo" -> next.setHiddenUpTo(Math.max(before.getHiddenUpTo(), update.getHiddenUpTo()));
                case "draft" -> setDraft(next, update.getDraft(), before, now);
                default -> throw new IllegalArgumentException("Settings have no field " + field + ".");
            }
        }
        var pinned = count.getPinned() + isPinned(next.getPinnedAt()) - isPinned(before.getPinnedAt());
        if (pinned > Math.max(MAX_PINNED, count.getPinned())) {
            return new Refused(ErrorCode.CONVERSATION_PINS_LIMIT);
        }
        if (update.getFields().contains("mutedUntil") && isOver(update, now)) {
            return new Refused(ErrorCode.UNTIL_PASSED);
        }
        if (next.build().equals(before)) {
            return new Same();
        }
        var version = count.getVersion() + 1;
        return new Changed(next.setVersion(version).build(), new UserSettingsCount(version, pinned));
    }

    /** A pinned conversation keeps its time, which orders the pinned ones. */
    private static @Nullable Long pinnedAt(UpdateConversationSettings update, UserSettings before, long now) {
        if (!update.getPinned()) {
            return null;
        }
        return before.getPinnedAt() == null ? Long.valueOf(now) : before.getPinnedAt();
    }

    private static @Nullable Long mutedUntil(UpdateConversationSettings update) {
        return update.getMutedUntil() == null ? null : update.getMutedUntil().toEpochMilli();
    }

    private static boolean isOver(UpdateConversationSettings update, long now) {
        return update.getMutedUntil() != null && update.getMutedUntil().toEpochMilli() <= now;
    }

    private static void setDraft(UserSettings.Builder next, @Nullable String draft, UserSettings before, long now) {
        var written = draft == null || draft.isEmpty() ? null : draft;
        if (!Objects.equals(written, before.getDraft())) {
            next.setDraft(written).setDraftAt(written == null ? null : Long.valueOf(now));
        }
    }

    private static int isPinned(@Nullable Long pinnedAt) {
        return pinnedAt == null ? 0 : 1;
    }
}
