package dev.parley.wsfanout.stream;

import static java.util.Objects.requireNonNull;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import dev.parley.wsfanout.stream.SimulatedLog.Fate;
import dev.parley.wsfanout.stream.SimulatedLog.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Writes events as the conversation topology does: in transactions, some of which are aborted and repeated, by the same
 * instance or by another while a frozen one still writes. Knows the one true history.
 */
final class SimulatedTopology {
    static final List<String> TENANTS = List.of("north", "south");
    static final List<String> USERS = List.of("ann", "bob", "cem", "dan");
    private static final List<String> GROUPS = List.of("g:a", "g:b", "g:c");

    private final Random random;
    private final SimulatedLog log;
    private final LogPartitions partitions;
    private final Map<ConversationKey, List<Event>> history = new HashMap<>();
    private final Map<ConversationKey, List<Set<String>>> owed = new HashMap<>();
    private final Map<ConversationKey, Set<String>> members = new HashMap<>();
    private final Set<ConversationKey> living = new HashSet<>();
    private final ArrayDeque<Runnable> pending = new ArrayDeque<>();

    SimulatedTopology(Random random, SimulatedLog log) {
        this.random = random;
        this.log = log;
        this.partitions = new LogPartitions(log.partitions());
    }

    List<Event> history(ConversationKey key) {
        return history.getOrDefault(key, List.of());
    }

    /** Whether an event is owed to a user. */
    boolean isOwed(ConversationKey key, long seq, String user) {
        return requireNonNull(owed.get(key)).get((int) seq - 1).contains(user);
    }

    /** Whether the event began a group: its owner may get it, and is owed only what follows. */
    boolean isCreation(ConversationKey key, long seq) {
        return isCreation(history(key).get((int) seq - 1));
    }

    private static boolean isCreation(Event event) {
        return event.getBody() instanceof GroupCreated;
    }

    Set<ConversationKey> conversations() {
        return history.keySet();
    }

    /** Writes the next record or marker, of a new batch where the last is done. */
    void step() {
        if (pending.isEmpty()) {
            begin(decide(1 + random.nextInt(8)));
        }
        pending.remove().run();
    }

    void finish() {
        while (!pending.isEmpty()) {
            pending.remove().run();
        }
    }

    private List<Event> decide(int count) {
        var batch = new ArrayList<Event>();
        for (var i = 0; i < count; i++) {
            var tenant = pick(TENANTS);
            batch.addAll(random.nextInt(4) == 0 ? direct(tenant) : group(new ConversationKey(tenant, pick(GROUPS))));
        }
        return batch;
    }

    private List<Event> direct(String tenant) {
        var first = random.nextInt(USERS.size() - 1);
        var second = first + 1 + random.nextInt(USERS.size() - first - 1);
        var key = new ConversationKey(tenant, "d:" + USERS.get(first) + ":" + USERS.get(second));
        return List.of(happens(key, SampleEvents.message(tenant, key.conversation(), next(key))));
    }

    private List<Event> group(ConversationKey key) {
        var user = pick(USERS);
        var inside = members.computeIfAbsent(key, _ -> new HashSet<>());
        if (!living.contains(key)) {
            living.add(key);
            return List.of(
                    happens(key, SampleEvents.created(key.tenant(), key.conversation(), next(key), user)),
                    happens(key, SampleEvents.joined(key.tenant(), key.conversation(), next(key), user)));
        }
        if (random.nextInt(30) == 0) {
            living.remove(key);
            return List.of(happens(key, SampleEvents.deleted(key.tenant(), key.conversation(), next(key))));
        }
        if (random.nextInt(10) == 0) {
            return List.of(happens(key, SampleEvents.unknown(key.tenant(), key.conversation(), next(key))));
        }
        if (random.nextInt(3) > 0) {
            return List.of(happens(key, SampleEvents.message(key.tenant(), key.conversation(), next(key))));
        }
        if (random.nextInt(4) == 0) {
            return List.of(happens(
                    key,
                    SampleEvents.banned(key.tenant(), key.conversation(), next(key), user, inside.contains(user))));
        }
        return List.of(happens(
                key,
                inside.contains(user)
                        ? SampleEvents.left(key.tenant(), key.conversation(), next(key), user)
                        : SampleEvents.joined(key.tenant(), key.conversation(), next(key), user)));
    }

    private long next(ConversationKey key) {
        return history(key).size() + 1L;
    }

    private Event happens(ConversationKey key, Event event) {
        history.computeIfAbsent(key, _ -> new ArrayList<>()).add(event);
        owed.computeIfAbsent(key, _ -> new ArrayList<>()).add(owedTo(key, event));
        return event;
    }

    /** Who is in the conversation before or after the event; its creation is no part of a membership. */
    private Set<String> owedTo(ConversationKey key, Event event) {
        if (key.conversation().startsWith("d:")) {
            return Set.of(key.conversation().substring(2).split(":", -1));
        }
        var inside = requireNonNull(members.get(key));
        var users = new HashSet<>(inside);
        switch (MembershipChange.of(event)) {
            case MembershipChange.None _ -> {}
            case MembershipChange.Joins(var user) -> {
                if (!isCreation(event)) {
                    inside.add(user);
                    users.add(user);
                }
            }
            case MembershipChange.Leaves(var user) -> inside.remove(user);
            case MembershipChange.AllLeave _ -> inside.clear();
        }
        return users;
    }

    private void begin(List<Event> batch) {
        switch (random.nextInt(5)) {
            case 0 -> {
                pending.addAll(
                        writes(new Transaction(), batch.subList(0, random.nextInt(batch.size() + 1)), Fate.ABORTED));
                repeatInTransactions(batch);
            }
            case 1 -> pending.addAll(besideAFrozenInstance(batch));
            default -> pending.addAll(writes(new Transaction(), batch, Fate.COMMITTED));
        }
    }

    /** What one transaction held before, several may hold now: the sink stores the first of it before the rest is written. */
    private void repeatInTransactions(List<Event> batch) {
        for (var begin = 0; begin < batch.size(); ) {
            var end = begin + 1 + random.nextInt(batch.size() - begin);
            pending.addAll(writes(new Transaction(), batch.subList(begin, end), Fate.COMMITTED));
            begin = end;
        }
    }

    /** The frozen one has begun; it goes on at odd moments, until its transaction is aborted. */
    private List<Runnable> besideAFrozenInstance(List<Event> batch) {
        var frozen = new ArrayDeque<>(writes(new Transaction(), batch, Fate.ABORTED));
        var mixed = new ArrayList<Runnable>();
        for (var before = random.nextInt(frozen.size()); before > 0; before--) {
            mixed.add(frozen.remove());
        }
        for (var write : writes(new Transaction(), batch, Fate.COMMITTED)) {
            while (!frozen.isEmpty() && random.nextInt(3) == 0) {
                mixed.add(frozen.remove());
            }
            mixed.add(write);
        }
        mixed.addAll(frozen);
        return mixed;
    }

    private List<Runnable> writes(Transaction transaction, List<Event> batch, Fate fate) {
        var writes = new ArrayList<Runnable>();
        for (var event : batch) {
            var key = new ConversationKey(event.getTenant(), event.getConversation());
            writes.add(() -> log.append(transaction, partitions.of(key), event));
        }
        writes.add(() -> log.end(transaction, fate));
        return writes;
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
