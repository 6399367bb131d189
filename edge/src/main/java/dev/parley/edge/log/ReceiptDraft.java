package dev.parley.edge.log;

import org.jspecify.annotations.Nullable;

/**
 * How far a member says it has got, as the log is to have it. The edge has seen that the user is a member, and that no seq is above
 * the head of the conversation.
 *
 * @param memberSince seq of the event that began the membership
 * @param deliveredUpTo null where the user says nothing of it
 * @param readUpTo null where the user says nothing of it
 * @param unreadAfter nothing after it counts as read any more; null where the user does not mark as unread
 * @param headSeq highest seq of the conversation that the edge knows
 */
public record ReceiptDraft(
        String tenant,
        String conversation,
        String user,
        long memberSince,
        @Nullable Long deliveredUpTo,
        @Nullable Long readUpTo,
        @Nullable Long unreadAfter,
        long headSeq) {}
