package dev.parley.testkit.model.inbox;

import dev.parley.schemas.HideMessage;
import dev.parley.schemas.ReadThread;
import dev.parley.schemas.SaveMessage;
import dev.parley.schemas.SubscribeThread;
import dev.parley.schemas.UnsaveMessage;
import dev.parley.schemas.UnsubscribeThread;
import dev.parley.schemas.UpdateConversationSettings;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one user set for itself alone, on messages and on conversations. */
final class OwnState {
    private static final Mark NO_MARK = new Mark(false, false, null, 0);

    private final Map<MessagePlace, Mark> marks = new HashMap<>();
    private final Map<String, SettingsSight> settings = new HashMap<>();
    private long changes;

    private record MessagePlace(String conversation, long seq) {}

    /**
     * On a message.
     *
     * @param isSubscribed null = nothing was chosen
     * @param threadReadUpTo seq of a reply; 0 = none
     */
    record Mark(boolean isHidden, boolean isSaved, @Nullable Boolean isSubscribed, long threadReadUpTo) {}

    Mark mark(String conversation, long messageSeq) {
        return marks.getOrDefault(new MessagePlace(conversation, messageSeq), NO_MARK);
    }

    boolean hides(String conversation, long messageSeq) {
        return mark(conversation, messageSeq).isHidden();
    }

    SettingsSight settings(String conversation) {
        return settings.getOrDefault(conversation, SettingsSight.NONE);
    }

    /** @param at when it was appended, in milliseconds */
    void take(Object asked, long at) {
        switch (asked) {
            case SaveMessage it -> set(it.getConversation(), it.getMessageSeq(), before -> save(before, true));
            case UnsaveMessage it -> set(it.getConversation(), it.getMessageSeq(), before -> save(before, false));
            case HideMessage it ->
                set(
                        it.getConversation(),
                        it.getMessageSeq(),
                        before -> new Mark(true, false, before.isSubscribed, before.threadReadUpTo));
            case SubscribeThread it ->
                set(
                        it.getConversation(),
                        it.getMessageSeq(),
                        before -> before.isHidden ? before : follow(before, true));
            case UnsubscribeThread it -> set(it.getConversation(), it.getMessageSeq(), before -> follow(before, false));
            case ReadThread it ->
                set(
                        it.getConversation(),
                        it.getMessageSeq(),
                        before -> new Mark(
                                before.isHidden,
                                before.isSaved,
                                before.isSubscribed,
                                Math.max(before.threadReadUpTo, it.getUpToSeq())));
            case UpdateConversationSettings it -> change(it, at);
            default -> throw new IllegalArgumentException("The model has no rule for " + asked.getClass());
        }
    }

    private interface Change {
        Mark of(Mark before);
    }

    private void set(String conversation, long seq, Change change) {
        marks.put(new MessagePlace(conversation, seq), change.of(mark(conversation, seq)));
    }

    /** What is hidden cannot be saved. */
    private static Mark save(Mark before, boolean isSaved) {
        return before.isHidden ? before : new Mark(false, isSaved, before.isSubscribed, before.threadReadUpTo);
    }

    private static Mark follow(Mark before, boolean isSubscribed) {
        return new Mark(before.isHidden, before.isSaved, isSubscribed, before.threadReadUpTo);
    }

    private void change(UpdateConversationSettings asked, long at) {
        var until = asked.getMutedUntil();
        if (asked.getFields().contains("mutedUntil") && until != null && until.toEpochMilli() <= at) {
            return;
        }
        var before = settings(asked.getConversation());
        var after = before;
        for (var field : asked.getFields()) {
            after = changed(after, field, asked, at);
        }
        if (!after.equals(before)) {
            settings.put(asked.getConversation(), after.withVersion(++changes));
        }
    }

    private static SettingsSight changed(
            SettingsSight before, String field, UpdateConversationSettings asked, long at) {
        return switch (field) {
            case "pinned" -> before.withPinnedAt(pinnedAt(before, asked.getPinned(), at));
            case "mutedUntil" -> before.withMutedUntil(asked.getMutedUntil());
            case "archived" -> before.withArchived(asked.getArchived());
            case "hiddenUpTo" -> before.withHiddenUpTo(Math.max(before.hiddenUpTo(), asked.getHiddenUpTo()));
            case "draft" -> before.withDraft(Objects.equals(asked.getDraft(), "") ? null : asked.getDraft());
            default -> throw new IllegalArgumentException(field);
        };
    }

    /** What is pinned already keeps its time. */
    private static @Nullable Instant pinnedAt(SettingsSight before, boolean isPinned, long at) {
        if (!isPinned) {
            return null;
        }
        return before.pinnedAt() == null ? Instant.ofEpochMilli(at) : before.pinnedAt();
    }
}
