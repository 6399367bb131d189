package dev.parley.standalone.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.read.InboxStore;
import dev.parley.readmodel.read.InboxStore.Entry;
import dev.parley.readmodel.read.ReceiptStore.StoredReceipt;
import dev.parley.readmodel.read.ThreadStore;
import dev.parley.readmodel.read.ThreadStore.FollowedThread;
import dev.parley.testkit.model.RandomActions;
import dev.parley.testkit.model.inbox.ConversationSight;
import dev.parley.testkit.model.inbox.InboxFilter;
import dev.parley.testkit.model.inbox.InboxLog;
import dev.parley.testkit.model.inbox.InboxLog.SentMessage;
import dev.parley.testkit.model.inbox.InboxModel;
import dev.parley.testkit.model.inbox.MarkerSight;
import dev.parley.testkit.model.inbox.ReceiptSight;
import dev.parley.testkit.model.inbox.SettingsSight;
import dev.parley.testkit.model.inbox.ThreadSight;
import dev.parley.testkit.model.inbox.UnreadSight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds what the store answers against the model of what it has been given. */
final class InboxComparison {
    /** Whose receipts are looked at, of each conversation. */
    private static final int MESSAGES = 5;

    private static final InboxFilter EVERYTHING = new InboxFilter(null, null, "", true, true);
    private static final List<InboxFilter> FILTERS = List.of(
            EVERYTHING,
            new InboxFilter(false, null, "", false, false),
            new InboxFilter(true, null, "", false, false),
            new InboxFilter(null, true, "", false, false),
            new InboxFilter(false, false, "", true, false),
            new InboxFilter(null, true, "g:", true, true),
            new InboxFilter(null, null, "d:", false, true));

    private final Random random;
    private final ReadModel store;
    private final InboxLog log;
    private final InboxModel model;
    private final boolean isSettled;

    /**
     * A comparison at one moment.
     *
     * @param log what the store has
     * @param isSettled whether nothing is late
     */
    InboxComparison(Random random, ReadModel store, InboxLog log, boolean isSettled) {
        this.random = random;
        this.isSettled = isSettled;
        this.store = store;
        this.log = log;
        this.model = new InboxModel(log);
    }

    void assertInboxes(String tenant) {
        for (var user : RandomActions.USERS) {
            var where = tenant + " " + user + ": ";
            for (var filter : FILTERS) {
                assertSame(
                        where + filter,
                        model.list(tenant, user, filter).stream()
                                .map(this::comparable)
                                .toList(),
                        list(tenant, user, filter),
                        sight -> log.story(tenant, sight.conversation(), user));
            }
            assertFound(tenant, user, where);
            assertAlike(where + "threads", model.threads(tenant, user), threads(tenant, user));
        }
    }

    private void assertFound(String tenant, String user, String where) {
        var names = log.conversations(tenant);
        var found = store.inbox().find(tenant, user, names).stream()
                .map(this::sightOf)
                .sorted(Comparator.comparing(ConversationSight::conversation))
                .toList();
        var expected = names.stream()
                .flatMap(name -> model.conversation(tenant, user, name).stream())
                .sorted(Comparator.comparing(ConversationSight::conversation))
                .toList();
        assertAlike(where + "found", expected.stream().map(this::comparable).toList(), found);
        for (var sight : expected) {
            var name = sight.conversation();
            assertEquals(
                    model.marker(tenant, user, name).map(this::comparable),
                    store.inbox().marker(tenant, user, name).map(this::sightOf),
                    where + name);
            if (sight.isMember()) {
                var first = model.floor(tenant, user, name);
                var after = first + random.nextInt((int) Math.max(1, sight.headSeq() - first + 1));
                assertEquals(
                        model.unreadAfter(tenant, user, name, after),
                        sightOf(store.inbox().unreadAfter(tenant, user, name, after)),
                        where + name + " after " + after);
            }
        }
    }

    private List<ConversationSight> list(String tenant, String user, InboxFilter filter) {
        var asked = new InboxStore.Filter(
                filter.archived(), filter.unread(), filter.prefix(), filter.withHidden(), filter.withFormer());
        return this.<InboxStore.Place, Entry>paged(
                        (after, limit) -> store.inbox().list(tenant, user, asked, after, limit),
                        entry -> new InboxStore.Place(
                                entry.lastActivityAt().toEpochMilli(),
                                entry.membership().conversation()))
                .stream()
                .map(this::sightOf)
                .toList();
    }

    private List<ThreadSight> threads(String tenant, String user) {
        return this.<ThreadStore.Place, FollowedThread>paged(
                        (after, limit) -> store.threads().of(tenant, user, after, limit),
                        thread -> new ThreadStore.Place(
                                lastReplyAt(thread),
                                thread.parent().conversation(),
                                thread.parent().seq()))
                .stream()
                .map(InboxComparison::sightOf)
                .toList();
    }

    /** How far members have got; only where the markers that come of their messages are written, too. */
    void assertReceipts(String tenant) {
        for (var name : log.conversations(tenant)) {
            var where = tenant + " " + name + ": ";
            assertAlike(
                    where + "receipts",
                    model.receipts(tenant, name, RandomActions.USERS),
                    receipts((after, limit) -> store.receipts().of(tenant, name, after, limit)));
            for (var message : someMessages(tenant, name)) {
                var reached = model.reached(tenant, name, message.seq(), RandomActions.USERS);
                assertAlike(
                        where + message,
                        reached,
                        receipts((after, limit) ->
                                store.receipts().reached(tenant, name, message.seq(), message.sender(), after, limit)));
                var counts = store.receipts().counts(tenant, name, message.seq(), message.sender());
                assertEquals(reached.size(), counts.delivered(), where + message + " delivered");
                assertEquals(
                        reached.stream()
                                .filter(receipt -> receipt.readUpTo() >= message.seq())
                                .count(),
                        counts.read(),
                        where + message + " read");
            }
        }
    }

    private List<SentMessage> someMessages(String tenant, String conversation) {
        var messages = log.messages(tenant, conversation);
        return messages.isEmpty()
                ? List.of()
                : random.ints(MESSAGES, 0, messages.size())
                        .mapToObj(messages::get)
                        .toList();
    }

    private List<ReceiptSight> receipts(ReceiptsAfter pages) {
        return this.<String, StoredReceipt>paged(
                        (after, limit) -> pages.page(Objects.requireNonNullElse(after, ""), limit), StoredReceipt::user)
                .stream()
                .map(receipt -> new ReceiptSight(receipt.user(), receipt.deliveredUpTo(), receipt.readUpTo()))
                .toList();
    }

    private interface ReceiptsAfter {
        List<StoredReceipt> page(String user, int limit);
    }

    private interface PageOf<P, T> {
        List<T> page(@Nullable P after, int limit);
    }

    /** The whole of a list, in pages of any size. */
    private <P, T> List<T> paged(PageOf<P, T> pages, Function<T, P> place) {
        var limit = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 50;
        var all = new ArrayList<T>();
        List<T> page;
        do {
            page = pages.page(all.isEmpty() ? null : place.apply(all.getLast()), limit);
            all.addAll(page);
        } while (page.size() == limit);
        return all;
    }

    private static <T> void assertAlike(String where, List<T> expected, List<T> stored) {
        assertSame(where, expected, stored, _ -> "");
    }

    /** One by one, so that the difference can be read. */
    private static <T> void assertSame(String where, List<T> expected, List<T> stored, Function<T, String> story) {
        for (var i = 0; i < Math.min(expected.size(), stored.size()); i++) {
            var number = i;
            assertEquals(
                    expected.get(i),
                    stored.get(i),
                    () -> where + ", item " + number + "\n" + story.apply(expected.get(number)) + "\n");
        }
        assertEquals(expected, stored, where);
    }

    private ConversationSight sightOf(Entry entry) {
        var settings = entry.settings();
        return new ConversationSight(
                entry.membership().conversation(),
                entry.membership().isMember(),
                entry.headSeq(),
                entry.messageNo(),
                entry.lastMessage() == null ? 0 : entry.lastMessage().seq(),
                entry.lastActivityAt().toEpochMilli(),
                sightOf(entry.marker()),
                sightOf(entry.unread()),
                new SettingsSight(
                        settings.pinnedAt(),
                        settings.mutedUntil(),
                        settings.isArchived(),
                        settings.hiddenUpTo(),
                        settings.draft(),
                        settings.version()),
                entry.isHidden());
    }

    private MarkerSight sightOf(InboxStore.Marker marker) {
        return comparable(new MarkerSight(marker.readUpTo(), marker.deliveredUpTo(), marker.markedUnread()));
    }

    private ConversationSight comparable(ConversationSight sight) {
        return sight.with(comparable(sight.marker()));
    }

    /** That messages of its own have reached a member who then marked as unread is known only when they are folded. */
    private MarkerSight comparable(MarkerSight marker) {
        return isSettled ? marker : new MarkerSight(marker.readUpTo(), 0, marker.isMarkedUnread());
    }

    private static UnreadSight sightOf(InboxStore.Unread unread) {
        return new UnreadSight(unread.messages(), unread.mentions(), unread.headSeq());
    }

    private static ThreadSight sightOf(FollowedThread thread) {
        return new ThreadSight(
                thread.parent().conversation(),
                thread.parent().seq(),
                lastReplyAt(thread),
                thread.isSubscribed(),
                thread.isSaved(),
                thread.readUpTo(),
                thread.unread(),
                thread.mentions());
    }

    private static long lastReplyAt(FollowedThread thread) {
        return Objects.requireNonNull(thread.parent().thread()).lastReplyAt().toEpochMilli();
    }
}
