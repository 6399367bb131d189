package dev.parley.wsfanout.signals;

import dev.parley.readmodel.read.InboxStore.Unread;

/** What is unread for a member, as {@code InboxStore} has it. */
public interface UnreadCounts {
    /**
     * What would be unread for a member with its marker there. Blocks.
     *
     * @throws dev.parley.readmodel.StoreUnavailableException the store does not answer
     */
    Unread unreadAfter(String tenant, String user, String conversation, long readUpTo);
}
