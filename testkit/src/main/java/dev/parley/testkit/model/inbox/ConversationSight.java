package dev.parley.testkit.model.inbox;

/**
 * A conversation as a present or former member has it.
 *
 * @param headSeq the last seq that the member may know
 * @param messageNo number of messages up to it
 * @param lastMessageSeq of the last message that belongs to no thread and that the member did not delete for itself; 0 = none
 * @param lastActivityAt of the last message, or of joining, in milliseconds
 * @param isHidden whether the member hid it, and no message came after that
 */
public record ConversationSight(
        String conversation,
        boolean isMember,
        long headSeq,
        long messageNo,
        long lastMessageSeq,
        long lastActivityAt,
        MarkerSight marker,
        UnreadSight unread,
        SettingsSight settings,
        boolean isHidden) {

    public ConversationSight with(MarkerSight other) {
        return new ConversationSight(
                conversation,
                isMember,
                headSeq,
                messageNo,
                lastMessageSeq,
                lastActivityAt,
                other,
                unread,
                settings,
                isHidden);
    }
}
