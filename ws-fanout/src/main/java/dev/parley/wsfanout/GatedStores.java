package dev.parley.wsfanout;

import dev.parley.edge.api.ConversationId;
import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.GroupStore.StoredGroup;
import dev.parley.readmodel.read.InboxStore.Unread;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.wsfanout.signals.GroupSizes;
import dev.parley.wsfanout.signals.UnreadCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The stores, asked by no more sessions at a time than there are connections: when thousands reconnect at once they wait
 * here, in the order in which they came, instead of for a connection that gives up on them.
 */
final class GatedStores implements EventStore, MembershipStore, UnreadCounts, GroupSizes {
    private final ReadModel model;
    private final EventStore events;
    private final MembershipStore memberships;
    private final Semaphore permits;

    GatedStores(ReadModel model, int atOnce) {
        this.model = model;
        this.events = model.events();
        this.memberships = model.memberships();
        this.permits = new Semaphore(atOnce, true);
    }

    @Override
    public List<StoredEvent> after(String tenant, String conversation, long afterSeq, int limit) {
        return gated(() -> events.after(tenant, conversation, afterSeq, limit));
    }

    @Override
    public long headSeq(String tenant, String conversation) {
        return gated(() -> events.headSeq(tenant, conversation));
    }

    @Override
    public Map<Integer, Long> positions() {
        return gated(events::positions);
    }

    @Override
    public List<Membership> of(String tenant, String user) {
        return gated(() -> memberships.of(tenant, user));
    }

    @Override
    public Optional<Membership> find(String tenant, String conversation, String user) {
        return gated(() -> memberships.find(tenant, conversation, user));
    }

    @Override
    public Unread unreadAfter(String tenant, String user, String conversation, long readUpTo) {
        return gated(() -> model.inbox().unreadAfter(tenant, user, conversation, readUpTo));
    }

    @Override
    public long of(String tenant, ConversationId.Group group) {
        return gated(() -> model.groups().find(tenant, group.group()).map(StoredGroup::memberCount))
                .orElse(0L);
    }

    /** How many wait for their turn. */
    int waiting() {
        return permits.getQueueLength();
    }

    private <T> T gated(Supplier<T> call) {
        permits.acquireUninterruptibly();
        try {
            return call.get();
        } finally {
            permits.release();
        }
    }
}
