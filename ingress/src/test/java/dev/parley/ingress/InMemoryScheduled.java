package dev.parley.ingress;

import dev.parley.readmodel.read.ScheduledStore;
import dev.parley.schemas.ScheduledMessage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Scheduled messages as the last record of each says. */
final class InMemoryScheduled implements ScheduledStore {
    private final Map<String, Stored> byId = new ConcurrentHashMap<>();

    private record Stored(ScheduledMessage message, byte[] bytes) {
        boolean isOf(String tenant, String user) {
            return message.getTenant().equals(tenant) && message.getUser().equals(user);
        }

        StoredScheduled asStored() {
            var key = message.getSendAt().toEpochMilli() + "-" + message.getId();
            return new StoredScheduled(message.getId(), message.getConversation(), key, bytes);
        }
    }

    void put(ScheduledMessage message, byte[] bytes) {
        byId.put(message.getId(), new Stored(message, bytes));
    }

    @Override
    public Optional<StoredScheduled> find(String tenant, String user, String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(stored -> stored.isOf(tenant, user))
                .map(Stored::asStored);
    }

    @Override
    public List<StoredScheduled> page(String tenant, String user, String state, @Nullable String afterKey, int limit) {
        return byId.values().stream()
                .filter(stored -> stored.isOf(tenant, user))
                .filter(stored -> stored.message()
                        .getState()
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .equals(state))
                .map(Stored::asStored)
                .filter(stored -> afterKey == null || stored.orderKey().compareTo(afterKey) > 0)
                .sorted(Comparator.comparing(StoredScheduled::orderKey))
                .limit(limit)
                .toList();
    }
}
