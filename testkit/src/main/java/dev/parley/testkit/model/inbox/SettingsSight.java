package dev.parley.testkit.model.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user set on a conversation.
 *
 * @param hiddenUpTo seq up to which it is hidden; 0 = never
 * @param version how many changes of its settings the user had made with this one; 0 = none on this conversation
 */
public record SettingsSight(
        @Nullable Instant pinnedAt,
        @Nullable Instant mutedUntil,
        boolean isArchived,
        long hiddenUpTo,
        @Nullable String draft,
        long version) {

    static final SettingsSight NONE = new SettingsSight(null, null, false, 0, null, 0);

    SettingsSight withPinnedAt(@Nullable Instant at) {
        return new SettingsSight(at, mutedUntil, isArchived, hiddenUpTo, draft, version);
    }

    SettingsSight withMutedUntil(@Nullable Instant until) {
        return new SettingsSight(pinnedAt, until, isArchived, hiddenUpTo, draft, version);
    }

    SettingsSight withArchived(boolean archived) {
        return new SettingsSight(pinnedAt, mutedUntil, archived, hiddenUpTo, draft, version);
    }

    SettingsSight withHiddenUpTo(long seq) {
        return new SettingsSight(pinnedAt, mutedUntil, isArchived, seq, draft, version);
    }

    SettingsSight withDraft(@Nullable String written) {
        return new SettingsSight(pinnedAt, mutedUntil, isArchived, hiddenUpTo, written, version);
    }

    SettingsSight withVersion(long number) {
        return new SettingsSight(pinnedAt, mutedUntil, isArchived, hiddenUpTo, draft, number);
    }
}
