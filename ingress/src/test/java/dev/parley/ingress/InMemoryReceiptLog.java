package dev.parley.ingress;

import dev.parley.edge.log.ReceiptDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.schemas.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Every receipt appended; what it does to its marker goes on to the store, by rules as simple as they can be. */
final class InMemoryReceiptLog implements SignalLog<ReceiptDraft> {
    private final InMemoryStore store;
    private final List<ReceiptDraft> receipts = new ArrayList<>();
    private boolean isFull;
    private boolean isDown;
    private long version;

    InMemoryReceiptLog(InMemoryStore store) {
        this.store = store;
    }

    synchronized List<ReceiptDraft> receipts() {
        return List.copyOf(receipts);
    }

    /** From now on there is no room. */
    synchronized void fill() {
        isFull = true;
    }

    /** From now on nothing is durable. */
    synchronized void goDown() {
        isDown = true;
    }

    @Override
    public synchronized boolean hasRoom() {
        return !isFull;
    }

    @Override
    public synchronized CompletableFuture<Boolean> append(ReceiptDraft draft) {
        if (isDown || isFull) {
            return CompletableFuture.completedFuture(false);
        }
        receipts.add(draft);
        var number = ++version;
        store.put(draft.tenant(), draft.conversation(), draft.user(), before -> after(before, draft, number));
        return CompletableFuture.completedFuture(true);
    }

    private static Receipt after(@Nullable Receipt before, ReceiptDraft draft, long version) {
        var at = Instant.ofEpochMilli(version);
        var next = before == null ? Receipt.newBuilder() : Receipt.newBuilder(before);
        var read = before == null ? 0 : before.getReadUpTo();
        var delivered = before == null ? 0 : before.getDeliveredUpTo();
        if (draft.unreadAfter() != null) {
            read = draft.unreadAfter();
            next.setMarkedUnread(true).setUnreadSeq(draft.headSeq());
        } else if (draft.readUpTo() != null) {
            read = Math.max(read, draft.readUpTo());
            next.setMarkedUnread(false).setReadAt(at);
        }
        var reached = Math.max(read, Math.max(delivered, Objects.requireNonNullElse(draft.deliveredUpTo(), 0L)));
        return next.setTenant(draft.tenant())
                .setConversation(draft.conversation())
                .setUser(draft.user())
                .setMemberSince(draft.memberSince())
                .setReadUpTo(read)
                .setDeliveredUpTo(reached)
                .setDeliveredAt(at)
                .setVersion(version)
                .setUpdatedAt(at)
                .build();
    }
}
