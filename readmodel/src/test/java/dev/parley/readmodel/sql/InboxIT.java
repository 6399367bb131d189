package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.START;
import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.mark;
import static dev.parley.readmodel.Samples.read;
import static dev.parley.readmodel.Samples.receipt;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.rows;
import static dev.parley.readmodel.Samples.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.Talk;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.InboxStore.Entry;
import dev.parley.readmodel.read.InboxStore.Filter;
import dev.parley.readmodel.read.InboxStore.Place;
import dev.parley.readmodel.read.InboxStore.Settings;
import dev.parley.readmodel.read.InboxStore.Unread;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.Event;
import dev.parley.schemas.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of a user's conversations. */
class InboxIT {
    private static final Filter PRESENT = new Filter(null, null, "", false, false);
    private static final Filter ALL = new Filter(null, null, "", true, true);

    private TestDatabase database;
    private ReadModel model;
    private SqlReadModelWriter writer;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("inbox");
        model = ReadModel.open(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
    }

    @AfterEach
    void close() {
        writer.close();
        model.close();
    }

    @Test
    void listsTheLatestActivityFirstAndByNameWhereItIsTheSame() {
        talk("g:b", 5);
        talk("g:a", 5);
        talk("d:alice:zoe", 9);
        talk("g:quiet", 0);
        assertEquals(List.of("d:alice:zoe", "g:a", "g:b", "g:quiet"), names(PRESENT));
        assertEquals(List.of("g:a", "g:b", "g:quiet"), names(with("g:")));
        assertEquals(List.of("d:alice:zoe"), names(with("d:")));
        assertEquals(List.of(), model.inbox().list("other", "alice", PRESENT, null, 10));
        assertEquals(List.of(), model.inbox().list(TENANT, "carl", PRESENT, null, 10));
        var quiet = list(PRESENT).getLast();
        assertNull(quiet.lastMessage());
        assertEquals(Talk.at(2), quiet.lastActivityAt(), "the time of joining");
    }

    @Test
    void pagesWithoutAGapOrARepetition() {
        for (var n = 0; n < 23; n++) {
            talk("g:" + n, n % 4);
        }
        for (var filter : List.of(PRESENT, ALL, new Filter(null, true, "", false, false))) {
            var paged = new ArrayList<String>();
            Place after = null;
            while (true) {
                var page = model.inbox().list(TENANT, "alice", filter, after, 5);
                page.forEach(entry -> paged.add(entry.membership().conversation()));
                if (page.size() < 5) {
                    break;
                }
                after = place(page.getLast());
            }
            assertEquals(names(filter), paged);
            assertEquals(filter.unread() == null ? 23 : 17, paged.size());
        }
    }

    @Test
    void tellsWhatTheMemberSetAndWhatTheGroupShows() {
        var team = talk("g:team", 1);
        store(settings("g:team", "alice", 4)
                .setPinnedAt(START)
                .setMutedUntil(START.plusSeconds(9))
                .setArchived(true)
                .setDraft("dra")
                .build());
        var entry = list(PRESENT).getFirst();
        assertEquals(new Settings(START, START.plusSeconds(9), true, 0, "dra", 4), entry.settings());
        var group = entry.group();
        assertNotNull(group);
        assertEquals("participant", group.role());
        assertEquals(new Unread(1, 0, 3), entry.unread());
        assertEquals(3, entry.headSeq());
        assertEquals(1, entry.messageNo());
        team.join("bob");
        write(team);
        assertEquals(new Settings(null, null, false, 0, null, 0), bobs("g:team").settings());
    }

    @Test
    void filtersArchivedOnes() {
        talk("g:a", 1);
        talk("g:b", 1);
        talk("g:c", 1);
        store(settings("g:a", "alice", 1).setArchived(true).build());
        store(settings("g:b", "alice", 2).setArchived(false).setPinnedAt(START).build());
        assertEquals(List.of("g:a"), names(new Filter(true, null, "", false, false)));
        assertEquals(List.of("g:b", "g:c"), names(new Filter(false, null, "", false, false)));
        assertEquals(List.of("g:a", "g:b", "g:c"), names(PRESENT));
    }

    @Test
    void leavesHiddenOnesOutUntilAMessageComes() {
        var a = talk("g:a", 2);
        store(settings("g:a", "alice", 1).setHiddenUpTo(a.head()).build());
        a.react("bob", a.head());
        a.join("bob");
        write(a);
        assertEquals(List.of(), names(PRESENT));
        assertEquals(List.of("g:a"), names(new Filter(null, null, "", true, false)));
        assertTrue(list(new Filter(null, null, "", true, false)).getFirst().isHidden());
        assertEquals(1, model.inbox().list(TENANT, "bob", PRESENT, null, 10).size());
        a.reply("bob", 3);
        write(a);
        assertEquals(List.of("g:a"), names(PRESENT));
        assertFalse(list(PRESENT).getFirst().isHidden());
    }

    @Test
    void filtersThoseWithSomethingUnread() {
        talk("g:new", 2);
        talk("g:read", 2);
        store(read("g:read", "alice", 1, 4).build());
        talk("g:marked", 2);
        store(receipt("g:marked", "alice", 1)
                .setReadUpTo(4)
                .setDeliveredUpTo(4)
                .setMarkedUnread(true)
                .setUnreadSeq(4)
                .build());
        var own = talk("g:own", 2);
        own.say("alice");
        write(own);
        var deleted = talk("g:deleted", 1);
        deleted.delete(3);
        write(deleted);
        var replied = talk("g:replied", 1);
        replied.reply("bob", 3);
        write(replied);
        store(read("g:replied", "alice", 1, 3).build());
        talk("d:alice:bob", 1);
        assertEquals(
                List.of("d:alice:bob", "g:marked", "g:new"),
                names(new Filter(null, true, "", false, false)).stream()
                        .sorted()
                        .toList());
        assertEquals(
                List.of("g:deleted", "g:own", "g:read", "g:replied"),
                names(new Filter(null, false, "", false, false)).stream()
                        .sorted()
                        .toList());
        assertEquals(List.of("d:alice:bob"), names(new Filter(null, true, "d:", false, false)));
        assertEquals(
                2,
                model.inbox()
                        .list(TENANT, "alice", new Filter(null, true, "", false, false), null, 2)
                        .size());
    }

    @Test
    void listsFormerOnesUpToTheirEnd() {
        var left = talk("g:left", 1);
        left.leave("alice");
        left.say("bob");
        write(left);
        var ended = talk("g:ended", 3);
        ended.end();
        write(ended);
        var again = talk("g:again", 4);
        again.end();
        again.begin();
        again.join("bob");
        again.say("bob");
        write(again);
        talk("g:present", 2);
        assertEquals(List.of("g:present"), names(PRESENT));
        var all = list(ALL);
        assertEquals(List.of("g:again", "g:ended", "g:present", "g:left"), names(ALL));
        assertEquals(3, last(all.getLast()).seq());
        assertEquals(4, all.getLast().headSeq());
        assertEquals(new Unread(4, 0, 7), all.getFirst().unread());
        assertEquals(6, last(all.getFirst()).seq());
        assertNull(all.getFirst().group(), "the new group is not the former member's");
        store(settings("g:left", "alice", 1).setHiddenUpTo(3).build());
        assertEquals(List.of("g:again", "g:ended", "g:present"), names(new Filter(null, null, "", false, true)));
        assertEquals(List.of("g:again", "g:ended"), names(ALL).subList(0, 2));
        assertEquals(List.of("g:again"), namesAfter(ALL, null, 1));
        assertEquals(List.of("g:ended"), namesAfter(ALL, place(all.getFirst()), 1));
    }

    @Test
    void beginsAnewInAGroupBegunAnew() {
        var team = talk("g:team", 3);
        store(settings("g:team", "alice", 1).setHiddenUpTo(team.head()).build());
        team.end();
        team.begin();
        var joined = team.join("alice");
        write(team);
        var entry = list(PRESENT).getFirst();
        assertNull(entry.lastMessage());
        assertFalse(entry.isHidden());
        assertEquals(Talk.at(joined), entry.lastActivityAt());
        assertEquals(new Unread(0, 0, joined), entry.unread());
    }

    @Test
    void showsTheLastMessageThatTheMemberDidNotDeleteForItself() {
        var team = talk("g:team", 3);
        team.reply("bob", 3);
        team.react("bob", 5);
        team.join("bob");
        write(team);
        assertEquals(5, last(list(PRESENT).getFirst()).seq());
        assertEquals(1, last(list(PRESENT).getFirst()).reactions().size());
        assertEquals(Talk.at(6), list(PRESENT).getFirst().lastActivityAt());
        write(List.of(row(1, mark("g:team", 5, 1).setHidden(true).build())));
        assertEquals(4, last(list(PRESENT).getFirst()).seq());
        team.delete(4);
        write(team);
        assertTrue(last(list(PRESENT).getFirst()).isDeleted());
        assertEquals(5, last(bobs("g:team")).seq());
    }

    @Test
    void findsOnlyWhatTheUserIsOrWasAMemberOf() {
        talk("g:a", 1);
        talk("g:b", 1);
        assertEquals(
                1,
                model.inbox()
                        .find(TENANT, "alice", List.of("g:a", "g:none", "g:a"))
                        .size());
        assertEquals(List.of(), model.inbox().find(TENANT, "carl", List.of("g:a")));
        assertEquals(List.of(), model.inbox().find(TENANT, "alice", List.of()));
        var many = new ArrayList<>(List.of("g:a", "g:b"));
        for (var n = 0; n < 500; n++) {
            many.add("g:none" + n);
        }
        assertEquals(2, model.inbox().find(TENANT, "alice", many).size());
    }

    /** A group that alice joined by its second event, or a direct conversation, with so many messages of bob. */
    private Talk talk(String conversation, int messages) {
        var talk =
                conversation.startsWith("g:") ? Talk.group(conversation.substring(2), "alice") : new Talk(conversation);
        for (var n = 0; n < messages; n++) {
            talk.say("bob");
        }
        write(talk);
        return talk;
    }

    private static StoredMessage last(Entry entry) {
        return Objects.requireNonNull(entry.lastMessage());
    }

    private Entry bobs(String conversation) {
        return model.inbox().find(TENANT, "bob", List.of(conversation)).getFirst();
    }

    private static Filter with(String prefix) {
        return new Filter(null, null, prefix, false, false);
    }

    private static Place place(Entry entry) {
        return new Place(
                entry.lastActivityAt().toEpochMilli(), entry.membership().conversation());
    }

    private List<Entry> list(Filter filter) {
        return model.inbox().list(TENANT, "alice", filter, null, 100);
    }

    private List<String> names(Filter filter) {
        return namesAfter(filter, null, 100);
    }

    private List<String> namesAfter(Filter filter, @Nullable Place after, int limit) {
        return model.inbox().list(TENANT, "alice", filter, after, limit).stream()
                .map(entry -> entry.membership().conversation())
                .toList();
    }

    private void store(Receipt receipt) {
        write(List.of(row(receipt.getVersion(), receipt)));
    }

    private void store(ConversationSettings settings) {
        write(List.of(row(settings.getVersion(), settings)));
    }

    private void write(Talk talk) {
        write(rows(talk.events().toArray(Event[]::new)));
    }

    private void write(List<LogRecord> records) {
        assertEquals(new Written(), writer.write(records));
    }
}
