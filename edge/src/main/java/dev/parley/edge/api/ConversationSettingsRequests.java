package dev.parley.edge.api;

import dev.parley.schemas.UpdateConversationSettings;
import dev.parley.schemas.content.NoEnd;
import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/**
 * What users ask of their own settings on a conversation. Whether the user is a member is the caller's to check; the rest is
 * decided by the user's own log.
 */
public final class ConversationSettingsRequests {
    /** Longest draft, in bytes of UTF-8: that of a message. */
    private static final int MAX_DRAFT_BYTES = 65_536;

    private static final String ARCHIVED = "archived";
    private static final String DRAFT = "draft";

    private ConversationSettingsRequests() {}

    /** {@code {archived?, draft?}}, one at least; a draft that is null or empty is cleared. */
    public static Parsed<UpdateConversationSettings> patch(String conversation, Fields fields) {
        var named = Stream.of(ARCHIVED, DRAFT).filter(fields::has).toList();
        if (named.isEmpty()) {
            fields.fault(ARCHIVED, ErrorCode.FIELD_MISSING, "Send at least one of archived, draft.");
        }
        var isArchived = fields.flag(ARCHIVED);
        if (isArchived == null && named.contains(ARCHIVED)) {
            fields.fault(ARCHIVED, ErrorCode.FIELD_INVALID, "archived must be true or false.");
        }
        var draft = fields.text(DRAFT, MAX_DRAFT_BYTES);
        return fields.result(() -> update(conversation, named)
                .setArchived(Boolean.TRUE.equals(isArchived))
                .setDraft(draft == null || draft.isEmpty() ? null : draft)
                .build());
    }

    /** {@code {until?}}; without an end where it is absent. Whether the time lies ahead is decided by the user's log. */
    public static Parsed<UpdateConversationSettings> mute(String conversation, Fields fields) {
        var until = Timestamps.read(fields, "until");
        return fields.result(() -> update(conversation, List.of("mutedUntil"))
                .setMutedUntil(until == null ? NoEnd.TIME : until)
                .build());
    }

    public static UpdateConversationSettings unmute(String conversation) {
        return update(conversation, List.of("mutedUntil")).build();
    }

    public static UpdateConversationSettings pin(String conversation, boolean isPinned) {
        return update(conversation, List.of("pinned")).setPinned(isPinned).build();
    }

    /**
     * Hides the conversation until something new is written.
     *
     * @param headSeq of its last event, as far as the edge knows
     */
    public static UpdateConversationSettings hide(String conversation, long headSeq) {
        return update(conversation, List.of("hiddenUpTo"))
                .setHiddenUpTo(headSeq)
                .build();
    }

    private static UpdateConversationSettings.Builder update(String conversation, List<String> fields) {
        return UpdateConversationSettings.newBuilder()
                .setConversation(conversation)
                .setFields(fields);
    }
}
