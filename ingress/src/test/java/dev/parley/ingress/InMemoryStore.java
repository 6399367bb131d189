package dev.parley.ingress;

import dev.parley.edge.events.AboutMessage;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.readmodel.read.RevisionStore;
import dev.parley.readmodel.read.UserStore;
import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.Receipt;
import dev.parley.schemas.Session;
import dev.parley.schemas.ThreadUpdated;
import dev.parley.schemas.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a sink has stored so far: every event, and every user. Can fall behind and be down, as a store can. */
final class InMemoryStore implements EventStore, UserStore {
    private final Map<String, List<Stored>> events = new TreeMap<>();
    private final Map<String, StoredUser> users = new TreeMap<>();
    private final InMemoryScheduled scheduled = new InMemoryScheduled();
    private final Map<String, MessageMark> marks = new TreeMap<>();
    private final Map<String, ConversationSettings> settings = new TreeMap<>();
    private final Map<String, Receipt> receipts = new TreeMap<>();
    private final Map<String, Session> sessions = new TreeMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean isBehind;
    private boolean isDown;
    private Runnable afterRead = () -> {};

    record Stored(Event event, byte[] bytes) {}

    /** From now on nothing is stored. */
    synchronized void fallBehind() {
        isBehind = true;
    }

    synchronized void catchUp() {
        isBehind = false;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    /** Runs once, right after a membership was read next: what happens then is not in that read, but in the one after it. */
    synchronized void afterNextRead(Runnable change) {
        afterRead = change;
    }

    synchronized void membershipWasRead() {
        var change = afterRead;
        afterRead = () -> {};
        change.run();
    }

    synchronized void goDown() {
        isDown = true;
    }

    synchronized void put(Event event, byte[] bytes) {
        later(() -> events.computeIfAbsent(key(event.getTenant(), event.getConversation()), _ -> new ArrayList<>())
                .add(new Stored(event, bytes)));
    }

    synchronized void put(User user) {
        later(() -> users.put(
                key(user.getTenant(), user.getId()),
                new StoredUser(
                        user.getId(),
                        user.getName(),
                        user.getAvatarUrl(),
                        user.getRole(),
                        user.getTags(),
                        user.getMetadata(),
                        user.getStatus().name().toLowerCase(Locale.ROOT),
                        user.getVersion(),
                        user.getCreatedAt(),
                        user.getUpdatedAt())));
    }

    InMemoryScheduled scheduled() {
        return scheduled;
    }

    synchronized void put(MessageMark mark) {
        later(() -> marks.put(key(mark.getTenant(), mark.getUser() + "/" + mark.getMessageId()), mark));
    }

    synchronized void put(Session session) {
        later(() -> sessions.put(key(session.getTenant(), session.getUser() + "/" + session.getId()), session));
    }

    /** Every stored session of a user. */
    synchronized List<Session> sessions(String tenant, String user) {
        failIfDown();
        return sessions.values().stream()
                .filter(it -> it.getTenant().equals(tenant) && it.getUser().equals(user))
                .toList();
    }

    synchronized void put(ConversationSettings set) {
        later(() -> settings.put(key(set.getTenant(), set.getUser() + "/" + set.getConversation()), set));
    }

    synchronized Optional<ConversationSettings> settings(String tenant, String user, String conversation) {
        failIfDown();
        return Optional.ofNullable(settings.get(key(tenant, user + "/" + conversation)));
    }

    /** What a receipt makes of the one before, which is null where there is none. */
    synchronized void put(String tenant, String conversation, String user, UnaryOperator<@Nullable Receipt> change) {
        later(() -> receipts.compute(key(tenant, conversation + "/" + user), (_, before) -> change.apply(before)));
    }

    synchronized Optional<Receipt> receipt(String tenant, String conversation, String user) {
        failIfDown();
        return Optional.ofNullable(receipts.get(key(tenant, conversation + "/" + user)));
    }

    /** Every stored mark of a user. */
    synchronized List<MessageMark> marks(String tenant, String user) {
        failIfDown();
        return marks.entrySet().stream()
                .filter(it -> it.getKey().startsWith(key(tenant, user + "/")))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Every stored event of a conversation. */
    synchronized List<Event> all(String tenant, String conversation) {
        return stored(tenant, conversation).stream().map(Stored::event).toList();
    }

    /** The names of all conversations of a tenant. */
    synchronized List<String> conversations(String tenant) {
        failIfDown();
        return events.keySet().stream()
                .filter(key -> key.startsWith(tenant + "/"))
                .map(key -> key.substring(tenant.length() + 1))
                .toList();
    }

    @Override
    public synchronized List<StoredEvent> after(String tenant, String conversation, long afterSeq, int limit) {
        return stored(tenant, conversation).stream()
                .filter(it -> it.event().getSeq() > afterSeq)
                .limit(limit)
                .map(it -> new StoredEvent(it.event().getSeq(), it.bytes()))
                .toList();
    }

    @Override
    public synchronized long headSeq(String tenant, String conversation) {
        return stored(tenant, conversation).size();
    }

    @Override
    public Map<Integer, Long> positions() {
        return Map.of();
    }

    @Override
    public synchronized Optional<StoredUser> find(String tenant, String user) {
        failIfDown();
        return Optional.ofNullable(users.get(key(tenant, user)));
    }

    @Override
    public synchronized List<StoredUser> page(String tenant, @Nullable String afterId, int limit) {
        failIfDown();
        return users.entrySet().stream()
                .filter(it -> it.getKey().startsWith(tenant + "/"))
                .map(Map.Entry::getValue)
                .filter(it -> afterId == null || it.id().compareTo(afterId) > 0)
                .sorted(Comparator.comparing(StoredUser::id))
                .limit(limit)
                .toList();
    }

    MembershipStore memberships() {
        return new InMemoryMemberships(this);
    }

    /** Every stored event about a message, newest first. */
    RevisionStore revisions() {
        return (tenant, conversation, messageSeq, beforeSeq, limit) -> {
            var created = all(tenant, conversation).get((int) messageSeq - 1);
            return after(tenant, conversation, messageSeq - 1, Integer.MAX_VALUE).reversed().stream()
                    .filter(stored -> stored.seq() < beforeSeq)
                    .filter(stored -> !(all(tenant, conversation)
                                    .get((int) stored.seq() - 1)
                                    .getBody()
                            instanceof ThreadUpdated))
                    .filter(stored -> AboutMessage.idOf(
                                    all(tenant, conversation).get((int) stored.seq() - 1))
                            .equals(AboutMessage.idOf(created)))
                    .limit(limit)
                    .toList();
        };
    }

    private void later(Runnable write) {
        if (isBehind) {
            waiting.add(write);
        } else {
            write.run();
        }
    }

    private List<Stored> stored(String tenant, String conversation) {
        failIfDown();
        return events.getOrDefault(key(tenant, conversation), List.of());
    }

    private void failIfDown() {
        if (isDown) {
            throw new StoreUnavailableException("jdbc:mysql://secret-host is down", new IllegalStateException());
        }
    }

    private static String key(String tenant, String rest) {
        return tenant + "/" + rest;
    }
}
