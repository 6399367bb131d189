package dev.parley.wsfanout.stream;

import static java.util.Objects.requireNonNull;

import dev.parley.edge.api.ConversationId;
import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Stores committed events and how far it is, in one go; lags as much as the world lets it. */
final class SimulatedSink implements EventStore, MembershipStore {
    private final SimulatedLog log;
    private final Map<ConversationKey, List<StoredEvent>> events = new HashMap<>();
    private final Map<ConversationKey, Map<String, Membership>> members = new HashMap<>();
    private final Map<ConversationKey, List<Long>> deletions = new HashMap<>();
    private final Map<Integer, Long> positions = new HashMap<>();
    private final long[] read;

    SimulatedSink(SimulatedLog log) {
        this.log = log;
        this.read = new long[log.partitions()];
    }

    /** Stores a few more records of a partition. */
    void step(int partition, int records) {
        var end = Math.min(log.stableEnd(partition), read[partition] + records);
        for (; read[partition] < end; read[partition]++) {
            var entry = log.at(partition, read[partition]);
            var event = entry.event();
            if (event != null && log.isCommitted(partition, read[partition])) {
                store(event, entry.wire());
                positions.put(partition, read[partition] + 1);
            }
        }
    }

    private void store(Event event, byte[] wire) {
        var key = new ConversationKey(event.getTenant(), event.getConversation());
        events.computeIfAbsent(key, _ -> new ArrayList<>()).add(new StoredEvent(event.getSeq(), wire));
        var rows = members.computeIfAbsent(key, _ -> new TreeMap<>());
        if (event.getSeq() == 1
                && ConversationId.parse(key.conversation()).orElse(null) instanceof ConversationId.Direct direct) {
            put(rows, key, direct.first(), 1, 0);
            put(rows, key, direct.second(), 1, 0);
        }
        switch (MembershipChange.of(event)) {
            case MembershipChange.None _ -> {}
            case MembershipChange.Joins(var user) -> {
                if (!(event.getBody() instanceof GroupCreated)) {
                    put(rows, key, user, event.getSeq(), 0);
                }
            }
            case MembershipChange.Leaves(var user) -> end(rows, key, user, event.getSeq());
            case MembershipChange.AllLeave _ -> {
                deletions.computeIfAbsent(key, _ -> new ArrayList<>()).add(event.getSeq());
                List.copyOf(rows.values()).stream()
                        .filter(Membership::isMember)
                        .forEach(row -> end(rows, key, row.user(), event.getSeq()));
            }
        }
    }

    private static void end(Map<String, Membership> rows, ConversationKey key, String user, long seq) {
        put(rows, key, user, requireNonNull(rows.get(user)).joinedSeq(), seq);
    }

    private static void put(Map<String, Membership> rows, ConversationKey key, String user, long joined, long left) {
        rows.put(user, new Membership(key.conversation(), user, "participant", left == 0, joined, left, 0, 0));
    }

    @Override
    public List<StoredEvent> after(String tenant, String conversation, long afterSeq, int limit) {
        return events.getOrDefault(new ConversationKey(tenant, conversation), List.of()).stream()
                .skip(afterSeq)
                .limit(limit)
                .toList();
    }

    @Override
    public long headSeq(String tenant, String conversation) {
        return events.getOrDefault(new ConversationKey(tenant, conversation), List.of())
                .size();
    }

    @Override
    public Map<Integer, Long> positions() {
        return Map.copyOf(positions);
    }

    @Override
    public List<Membership> of(String tenant, String user) {
        return members.entrySet().stream()
                .filter(entry -> entry.getKey().tenant().equals(tenant))
                .flatMap(entry -> Optional.ofNullable(entry.getValue().get(user)).stream())
                .map(row -> withHead(tenant, row))
                .toList();
    }

    @Override
    public Optional<Membership> find(String tenant, String conversation, String user) {
        return of(tenant, user).stream()
                .filter(row -> row.conversation().equals(conversation))
                .findAny();
    }

    private long sinceSeq(ConversationKey key, long joinedSeq) {
        return deletions.getOrDefault(key, List.of()).stream()
                .filter(seq -> seq < joinedSeq)
                .max(Long::compare)
                .orElse(0L);
    }

    private Membership withHead(String tenant, Membership row) {
        var head = headSeq(tenant, row.conversation());
        return new Membership(
                row.conversation(),
                row.user(),
                row.role(),
                row.isMember(),
                row.joinedSeq(),
                row.leftSeq(),
                sinceSeq(new ConversationKey(tenant, row.conversation()), row.joinedSeq()),
                head);
    }
}
