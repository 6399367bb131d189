package dev.parley.testkit.model.inbox;

/**
 * A thread as one user has it.
 *
 * @param seq of its first message
 * @param lastReplyAt in milliseconds
 * @param isSubscribed whether the user chose it
 * @param isSaved whether the user saved the first message
 * @param readUpTo seq of a reply; 0 = none
 */
public record ThreadSight(
        String conversation,
        long seq,
        long lastReplyAt,
        boolean isSubscribed,
        boolean isSaved,
        long readUpTo,
        long unread,
        long mentions) {}
