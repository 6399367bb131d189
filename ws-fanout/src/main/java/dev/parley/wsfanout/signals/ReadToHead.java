package dev.parley.wsfanout.signals;

import dev.parley.schemas.Receipt;
import dev.parley.wsfanout.stream.ConversationKey;
import dev.parley.wsfanout.stream.LiveMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Finds those who have read everything that this node has of a conversation: nothing is unread for them, which the store need not be
 * asked. Most receipts are of this kind.
 *
 * @param tailThread owns what is known of conversations' heads
 * @param feedThread goes on with the answer
 */
record ReadToHead(LiveMembers members, Executor tailThread, Executor feedThread) {
    /**
     * Receipts by whether something may be unread after them.
     *
     * @param all nothing is
     * @param some it is to be counted
     */
    record Found(List<Receipt> all, List<Receipt> some) {}

    /** Returns at once; the answers come in the order of the questions. */
    void among(List<Receipt> receipts, Consumer<Found> answer) {
        tailThread.execute(() -> {
            var found = new Found(new ArrayList<>(), new ArrayList<>());
            for (var receipt : receipts) {
                (isHead(receipt) ? found.all() : found.some()).add(receipt);
            }
            feedThread.execute(() -> answer.accept(found));
        });
    }

    private boolean isHead(Receipt receipt) {
        var key = new ConversationKey(receipt.getTenant(), receipt.getConversation());
        var head = members.headSeq(key, receipt.getUser());
        return head > 0 && head <= receipt.getReadUpTo();
    }
}
