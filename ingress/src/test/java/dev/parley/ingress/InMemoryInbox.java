package dev.parley.ingress;

import dev.parley.readmodel.read.GroupStore.StoredGroup;
import dev.parley.readmodel.read.InboxStore;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.Receipt;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users' conversations, counted message by message at each question. */
record InMemoryInbox(InMemoryStore store) implements InboxStore {
    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::lastActivityAt).reversed().thenComparing(Place::conversation);

    @Override
    public List<Entry> list(String tenant, String user, Filter filter, @Nullable Place after, int limit) {
        return find(tenant, user, store.conversations(tenant)).stream()
                .filter(entry -> matches(entry, filter))
                .filter(entry -> after == null || ORDER.compare(after, place(entry)) < 0)
                .sorted(Comparator.comparing(InMemoryInbox::place, ORDER))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Entry> find(String tenant, String user, Collection<String> conversations) {
        return conversations.stream()
                .flatMap(name -> store.memberships().find(tenant, name, user).stream())
                .map(membership -> entry(tenant, membership))
                .toList();
    }

    @Override
    public Settings settings(String tenant, String user, String conversation) {
        return store.settings(tenant, user, conversation)
                .map(InMemoryInbox::settings)
                .orElse(Settings.NONE);
    }

    @Override
    public Optional<Marker> marker(String tenant, String user, String conversation) {
        return store.memberships()
                .find(tenant, conversation, user)
                .filter(Membership::isMember)
                .map(membership -> marker(tenant, membership));
    }

    @Override
    public Unread unreadAfter(String tenant, String user, String conversation, long readUpTo) {
        var membership = store.memberships().find(tenant, conversation, user).orElseThrow();
        return unread(tenant, membership, readUpTo);
    }

    static long mentions(Collection<StoredMessage> messages, String user) {
        return messages.stream()
                .filter(message ->
                        message.mentions().contains(user) || message.mentions().contains("@all"))
                .count();
    }

    private static boolean matches(Entry entry, Filter filter) {
        var isUnread = entry.unread().messages() > 0 || entry.marker().markedUnread();
        return (filter.archived() == null
                        || filter.archived() == entry.settings().isArchived())
                && (filter.unread() == null || filter.unread() == isUnread)
                && entry.membership().conversation().startsWith(filter.prefix())
                && (filter.withHidden() || !entry.isHidden())
                && (filter.withFormer() || entry.membership().isMember());
    }

    private static Place place(Entry entry) {
        return new Place(
                entry.lastActivityAt().toEpochMilli(), entry.membership().conversation());
    }

    private Entry entry(String tenant, Membership membership) {
        var conversation = membership.conversation();
        var marker = marker(tenant, membership);
        var known = store.all(tenant, conversation).subList(0, (int) lastSeq(membership));
        var group = conversation.startsWith("g:")
                ? new InMemoryGroups(store).find(tenant, conversation.substring(2), membership.user())
                : Optional.<StoredGroup>empty();
        return new Entry(
                membership,
                group.orElse(null),
                lastSeq(membership),
                known.getLast().getMessageNo(),
                messages(tenant, membership).stream()
                        .filter(message -> message.parentId() == null)
                        .reduce((_, last) -> last)
                        .orElse(null),
                lastActivityAt(known, membership),
                marker,
                unread(tenant, membership, marker.readUpTo()),
                settings(tenant, membership.user(), conversation),
                isHidden(tenant, membership, known));
    }

    private boolean isHidden(String tenant, Membership membership, List<Event> known) {
        var upTo =
                settings(tenant, membership.user(), membership.conversation()).hiddenUpTo();
        return upTo > membership.sinceSeq()
                && known.stream()
                        .noneMatch(event -> event.getBody() instanceof MessageCreated && event.getSeq() > upTo);
    }

    private static Instant lastActivityAt(List<Event> known, Membership membership) {
        return known.stream()
                .filter(event -> event.getBody() instanceof MessageCreated)
                .reduce((_, last) -> last)
                .orElseGet(() -> known.get((int) membership.joinedSeq() - 1))
                .getAt();
    }

    private Marker marker(String tenant, Membership membership) {
        var isDirect = membership.conversation().startsWith("d:");
        var receipt = store.receipt(tenant, membership.conversation(), membership.user());
        var unreadSeq = receipt.map(Receipt::getUnreadSeq).orElse(0L);
        var own = messages(tenant, membership).stream()
                .filter(message -> message.sender().equals(membership.user()) && message.parentId() == null)
                .mapToLong(StoredMessage::seq)
                .filter(seq -> seq > unreadSeq)
                .max()
                .orElse(0);
        var floor = isDirect ? 0 : membership.joinedSeq();
        var readUpTo =
                Math.max(own, Math.max(floor, receipt.map(Receipt::getReadUpTo).orElse(0L)));
        return new Marker(
                readUpTo,
                Math.max(readUpTo, receipt.map(Receipt::getDeliveredUpTo).orElse(0L)),
                receipt.map(Receipt::getMarkedUnread).orElse(false) && own == 0);
    }

    private Unread unread(String tenant, Membership membership, long readUpTo) {
        var unread = messages(tenant, membership).stream()
                .filter(message -> message.seq() > readUpTo
                        && !message.isDeleted()
                        && message.parentId() == null
                        && !message.sender().equals(membership.user()))
                .toList();
        return new Unread(unread.size(), mentions(unread, membership.user()), lastSeq(membership));
    }

    private List<StoredMessage> messages(String tenant, Membership membership) {
        return new InMemoryMessages(store, membership.user())
                .after(tenant, membership.conversation(), 0, Integer.MAX_VALUE).stream()
                        .filter(message -> message.seq() <= lastSeq(membership))
                        .toList();
    }

    private static long lastSeq(Membership membership) {
        return membership.isMember() ? membership.headSeq() : membership.leftSeq();
    }

    private static Settings settings(ConversationSettings set) {
        return new Settings(
                set.getPinnedAt(),
                set.getMutedUntil(),
                set.getArchived(),
                set.getHiddenUpTo(),
                set.getDraft(),
                set.getVersion());
    }
}
