package dev.parley.wsfanout.signals;

import dev.parley.edge.api.ConversationId;

/** How many members groups have. */
public interface GroupSizes {
    /**
     * The members of a group; 0 where there is no such group. Blocks.
     *
     * @throws dev.parley.readmodel.StoreUnavailableException the store does not answer
     */
    long of(String tenant, ConversationId.Group group);
}
