package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.InboxStore;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@link InboxStore} over the tables members, conversations, receipts, conversation_settings, messages, uncounted and mentions. A page costs
 * a look at every membership's head and some statements for the page, however much is unread. An entry is as of one moment, so that
 * who goes on with the events behind its head misses nothing and counts nothing twice.
 */
record SqlInboxStore(SqlReader reader) implements InboxStore {
    /** So many conversations are looked at in one statement. */
    private static final int CHUNK = 200;

    private static final Filter ALL = new Filter(null, null, "", true, true);
    private static final Unread NOTHING = new Unread(0, 0, 0);

    private static final String SETTINGS = "SELECT s.pinned_at, s.muted_until, s.is_archived, s.hidden_up_to, s.draft,"
            + " s.version AS settings_version FROM conversation_settings s"
            + " WHERE s.tenant = ? AND s.user_id = ? AND s.conversation = ?";
    private static final String OWN_LAST =
            "SELECT x.conversation, MAX(x.seq) FROM messages x FORCE INDEX (messages_by_sender)"
                    + " WHERE x.tenant = ? AND x.sender = ? AND x.parent_id IS NULL AND ";

    /** A member with what is counted; the last message is not read yet. */
    private record Line(InboxMember member, Marker marker, Unread unread, long messageNo) {
        boolean isUnread() {
            return unread.messages() > 0 || marker.markedUnread();
        }

        Entry entry(Place place, @Nullable StoredMessage lastMessage) {
            return new Entry(
                    member.membership(),
                    member.group(),
                    unread.headSeq(),
                    messageNo,
                    lastMessage,
                    Instant.ofEpochMilli(place.lastActivityAt()),
                    marker,
                    unread,
                    member.settings(),
                    member.isHidden(lastMessage));
        }
    }

    @Override
    public List<Entry> list(String tenant, String user, Filter filter, @Nullable Place after, int limit) {
        return reader.atOneMoment(moment -> new SqlInboxStore(moment).page(tenant, user, filter, after, limit));
    }

    private List<Entry> page(String tenant, String user, Filter filter, @Nullable Place after, int limit) {
        var places = new InboxPlaces(reader, tenant, user);
        var from = after == null ? InboxPlaces.FIRST : after;
        if (filter.unread() == null) {
            var page = places.page(filter, null, from, limit);
            return entries(tenant, user, page, lines(tenant, user, page));
        }
        var chosen = new ArrayList<Place>();
        var lines = new HashMap<String, Line>();
        while (chosen.size() < limit) {
            var page = places.page(filter, null, from, CHUNK);
            var read = lines(tenant, user, page);
            page.stream()
                    .filter(place -> read.containsKey(place.conversation())
                            && read.get(place.conversation()).isUnread() == filter.unread())
                    .limit(limit - chosen.size())
                    .forEach(chosen::add);
            lines.putAll(read);
            if (page.size() < CHUNK) {
                break;
            }
            from = page.getLast();
        }
        return entries(tenant, user, chosen, lines);
    }

    @Override
    public List<Entry> find(String tenant, String user, Collection<String> conversations) {
        var all = conversations.stream().distinct().toList();
        return all.isEmpty()
                ? List.of()
                : reader.atOneMoment(moment -> new SqlInboxStore(moment).all(tenant, user, all));
    }

    private List<Entry> all(String tenant, String user, List<String> all) {
        var entries = new ArrayList<Entry>();
        for (var from = 0; from < all.size(); from += CHUNK) {
            var chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
            var places = new InboxPlaces(reader, tenant, user).page(ALL, chunk, InboxPlaces.FIRST, CHUNK);
            entries.addAll(entries(tenant, user, places, lines(tenant, user, places)));
        }
        return entries;
    }

    @Override
    public Settings settings(String tenant, String user, String conversation) {
        return reader.first(SETTINGS, InboxMember::settings, tenant, user, conversation)
                .orElse(Settings.NONE);
    }

    @Override
    public Optional<Marker> marker(String tenant, String user, String conversation) {
        var members = members(tenant, user, List.of(conversation)).stream()
                .filter(member -> member.membership().isMember())
                .toList();
        return members.stream().map(markers(tenant, user, members)).findFirst();
    }

    @Override
    public Unread unreadAfter(String tenant, String user, String conversation, long readUpTo) {
        var ranges = members(tenant, user, List.of(conversation)).stream()
                .map(member -> CountedRange.inConversation(
                        conversation,
                        Math.max(
                                readUpTo,
                                InboxMember.floor(
                                        conversation, member.membership().joinedSeq())),
                        member.lastSeq()))
                .toList();
        return new UnreadCounts(reader, tenant, user)
                .of(ranges).values().stream()
                        .map(UnreadCounts.Counted::unread)
                        .findFirst()
                        .orElse(NOTHING);
    }

    private List<InboxMember> members(String tenant, String user, Collection<String> conversations) {
        return conversations.isEmpty()
                ? List.of()
                : new Query()
                        .add(InboxMember.SELECT, tenant, user)
                        .in(conversations)
                        .list(reader, InboxMember::read);
    }

    /** By the conversation. */
    private Map<String, Line> lines(String tenant, String user, List<Place> places) {
        var members =
                members(tenant, user, places.stream().map(Place::conversation).toList());
        var markers = markers(tenant, user, members);
        var ranges = new ArrayList<CountedRange>();
        for (var member : members) {
            var readUpTo = markers.apply(member).readUpTo();
            if (member.mayHaveUnreadAfter(readUpTo) || !member.membership().isMember()) {
                ranges.add(CountedRange.inConversation(member.conversation(), readUpTo, member.lastSeq()));
            }
        }
        var counted = new UnreadCounts(reader, tenant, user).of(ranges);
        return members.stream().collect(Collectors.toMap(InboxMember::conversation, member -> {
            var count = counted.get(member.conversation());
            var head = member.membership().headSeq();
            return count == null
                    ? new Line(member, markers.apply(member), new Unread(0, 0, head), member.messageNo())
                    : new Line(member, markers.apply(member), count.unread(), count.messageNo());
        }));
    }

    /** With own messages reckoned in: only those behind what the member said are looked up, which are few. */
    private Function<InboxMember, Marker> markers(String tenant, String user, List<InboxMember> members) {
        var own = new HashMap<String, Long>();
        var behind = members.stream().filter(InboxMember::mayHaveOwnBehind).toList();
        if (!behind.isEmpty()) {
            new Query()
                    .add(OWN_LAST, tenant, user)
                    .anyOf(
                            behind,
                            "x.conversation = ? AND x.seq > ? AND x.seq <= ?",
                            member -> List.of(
                                    member.conversation(), member.receipt().ownCountAfter(), member.lastSeq()))
                    .add(" GROUP BY x.conversation")
                    .list(reader, row -> own.put(row.getString(1), row.getLong(2)));
        }
        return member -> member.receipt().with(own.getOrDefault(member.conversation(), 0L));
    }

    private List<Entry> entries(String tenant, String user, List<Place> places, Map<String, Line> lines) {
        var shown = new LinkedHashMap<Place, Line>();
        for (var place : places) {
            var line = lines.get(place.conversation());
            if (line != null) {
                shown.put(place, line);
            }
        }
        var members = shown.values().stream().map(Line::member).toList();
        var last = new LastMessages(reader, tenant, user).of(members);
        return shown.entrySet().stream()
                .map(each -> each.getValue()
                        .entry(each.getKey(), last.get(each.getKey().conversation())))
                .toList();
    }
}
