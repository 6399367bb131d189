package dev.parley.bench.load;

import dev.parley.bench.chat.Chat;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.Reading;
import java.util.function.LongSupplier;

/**
 * What a scenario is set up with.
 *
 * @param head of the conversation that another generator has set up already; 0 = there is none
 */
record Stage(String runId, Chat chat, Ledger ledger, ArrivalCounts arrivals, long head) {
    /** Does something that is logged in a conversation, notes it in the ledger, and returns its seq. */
    long act(String id, String conversation, LongSupplier action) {
        var sent = ledger.sending(id, conversation, null, 0);
        var seq = action.getAsLong();
        sent.accepted(seq, System.nanoTime());
        return seq;
    }

    /**
     * What a user hears of a conversation.
     *
     * @param after the seq after which everything must come
     * @param hearsOwn whether one's own messages must come back, where the platform numbers nothing
     */
    Reading reading(String user, String conversation, long after, boolean hearsOwn) {
        return chat.promises().numbers()
                ? ledger.reading(user, conversation, after)
                : ledger.unnumbered(user, conversation, hearsOwn);
    }
}
