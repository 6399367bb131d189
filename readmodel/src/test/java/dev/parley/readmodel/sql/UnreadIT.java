package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.mark;
import static dev.parley.readmodel.Samples.read;
import static dev.parley.readmodel.Samples.receipt;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.Talk;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.InboxStore.Entry;
import dev.parley.readmodel.read.InboxStore.Marker;
import dev.parley.readmodel.read.InboxStore.Unread;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.Receipt;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is unread for alice, who joined the group by its second event. */
class UnreadIT {
    private static final String TEAM = "g:team";

    private TestDatabase database;
    private ReadModel model;
    private SqlReadModelWriter writer;
    private Talk team;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("unread");
        model = ReadModel.open(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
        team = Talk.group("team", "alice", "bob");
    }

    @AfterEach
    void close() {
        writer.close();
        model.close();
    }

    @Test
    void countsWhatCameAfterJoiningWhereNothingWasEverRead() {
        team.say("bob");
        team.say("bob", "alice");
        write(team);
        assertUnread(2, 1);
        assertEquals(new Marker(2, 2, false), marker());
        assertEquals(2, entry().messageNo());
    }

    @Test
    void countsTheFirstMessageOfADirectConversationForTheOtherOne() {
        var talk = new Talk("d:alice:bob");
        talk.say("bob", "alice");
        write(talk);
        assertEquals(new Unread(1, 1, 1), entry("alice", "d:alice:bob").unread());
        assertEquals(new Unread(0, 0, 1), entry("bob", "d:alice:bob").unread());
        assertEquals(
                new Marker(0, 0, false),
                model.inbox().marker(TENANT, "alice", "d:alice:bob").orElseThrow());
        store(read("d:alice:bob", "alice", 1, 1).setMemberSince(1));
        assertEquals(new Unread(0, 0, 1), entry("alice", "d:alice:bob").unread());
    }

    @Test
    void countsWhatIsBehindTheMarkerAndStands() {
        var first = team.say("bob", "alice");
        var second = team.say("bob", "alice");
        var third = team.say("bob", "alice");
        team.say("bob");
        team.delete(first);
        team.delete(third);
        team.react("bob", second);
        write(team);
        assertUnread(2, 1);
        store(read(TEAM, "alice", 1, second));
        assertUnread(1, 0);
        store(read(TEAM, "alice", 2, team.head()));
        assertUnread(0, 0);
    }

    @Test
    void takesOwnMessagesOfAnotherDeviceAsReading() {
        team.say("bob", "alice");
        var own = team.say("alice", "alice", Talk.ALL);
        team.say("bob", Talk.ALL);
        write(team);
        assertUnread(1, 1);
        assertEquals(new Marker(own, own, false), marker());
        assertEquals(own, entry().marker().readUpTo());
    }

    @Test
    void takesAnOwnReplyInAThreadForNoReadingOfTheConversation() {
        var parent = team.say("bob");
        team.say("bob");
        team.reply("alice", parent);
        team.say("bob");
        write(team);
        assertUnread(3, 0);
        assertEquals(2, marker().readUpTo());
    }

    @Test
    void takesAReceiptThatStemsFromOwnMessagesAlone() {
        team.say("bob");
        var own = team.say("alice");
        team.say("bob");
        write(team);
        store(read(TEAM, "alice", 1, own).setMemberSince(1));
        assertUnread(1, 0);
        assertEquals(own, marker().readUpTo());
    }

    @Test
    void leavesOwnMessagesOutBehindALoweredMarker() {
        var first = team.say("bob");
        team.say("bob", "alice");
        team.say("alice");
        team.say("bob");
        write(team);
        store(markedUnread(1, first, team.head()));
        assertUnread(2, 1);
        assertEquals(new Marker(first, team.head(), true), marker());
        var own = team.say("alice");
        team.say("bob");
        write(team);
        assertUnread(1, 0);
        assertEquals(new Marker(own, own, false), marker());
    }

    @Test
    void keepsAMarkAsUnreadWithoutUnreadMessages() {
        team.say("bob");
        write(team);
        store(markedUnread(1, team.head(), team.head()));
        assertUnread(0, 0);
        assertTrue(entry().marker().markedUnread());
        store(read(TEAM, "alice", 2, team.head()));
        assertFalse(entry().marker().markedUnread());
    }

    @Test
    void beginsAnewWhenAFormerMemberJoins() {
        var before = team.say("bob", "alice");
        var left = team.leave("alice");
        team.say("bob", "alice");
        write(team);
        assertUnread(1, 1);
        assertEquals(left, entry().headSeq());
        assertEquals(1, entry().messageNo());
        assertTrue(model.inbox().marker(TENANT, "alice", TEAM).isEmpty());
        store(markedUnread(1, before, before));
        var joined = team.join("alice");
        write(team);
        assertUnread(0, 0);
        assertEquals(new Marker(joined, joined, false), marker());
        team.say("bob", "alice");
        write(team);
        assertUnread(1, 1);
    }

    @Test
    void showsNothingOfAFormerGroupOfTheSameId() {
        team.say("bob", "alice");
        write(team);
        store(markedUnread(1, 2, 2));
        var end = team.end();
        write(team);
        assertEquals(end, entry().headSeq());
        assertUnread(1, 1);
        team.begin();
        write(team);
        assertEquals(end, entry().headSeq(), "the new group is none of the former member's");
        var joined = team.join("alice");
        write(team);
        assertUnread(0, 0);
        assertEquals(new Marker(joined, joined, false), marker());
        team.say("bob");
        write(team);
        assertUnread(1, 0);
    }

    @Test
    void followsEditsOfWhomAMessageNames() {
        var first = team.say("bob");
        var second = team.say("bob", "alice", "carl");
        var third = team.say("bob", Talk.ALL, "alice");
        write(team);
        assertUnread(3, 2);
        team.rename(first, "alice");
        team.rename(second, "carl");
        team.reword(third);
        write(team);
        assertUnread(3, 2);
        team.rename(second, Talk.ALL);
        team.rename(third, "alice", "carl");
        write(team);
        assertUnread(3, 3);
        team.rename(second);
        team.rename(third);
        write(team);
        assertUnread(3, 1);
        store(read(TEAM, "alice", 1, first));
        team.rename(first, "alice", Talk.ALL);
        write(team);
        assertUnread(2, 0);
        team.rename(third, "alice");
        write(team);
        assertUnread(2, 1);
    }

    @Test
    void countsNoMentionOfADeletedMessage() {
        var first = team.say("bob", "alice");
        var second = team.say("bob", Talk.ALL);
        team.rename(first, Talk.ALL);
        team.delete(first);
        team.delete(second);
        write(team);
        assertUnread(0, 0);
    }

    @Test
    void countsNoRepliesOfThreads() {
        var parent = team.say("alice");
        var reply = team.reply("bob", parent, "alice", Talk.ALL);
        team.thread("bob", parent, 1, reply);
        team.say("bob");
        write(team);
        assertUnread(1, 0);
        team.rename(reply, "alice");
        team.delete(reply);
        write(team);
        assertUnread(1, 0);
    }

    @Test
    void leavesOutWhatTheMemberDeletedForItself() {
        var first = team.say("bob", "alice");
        var second = team.say("bob", Talk.ALL);
        var third = team.say("bob", "alice");
        var reply = team.reply("bob", first, "alice");
        write(team);
        hide(first, 1);
        assertUnread(2, 2);
        hide(second, 2);
        hide(reply, 3);
        assertUnread(1, 1);
        team.delete(second);
        team.rename(first);
        write(team);
        assertUnread(1, 1);
        hide(third, 4);
        assertUnread(0, 0);
    }

    @Test
    void countsNothingOfAnotherTenantWithTheSameIds() {
        team.say("bob", "alice");
        write(team);
        var other = new Talk("other", TEAM);
        other.begin();
        other.join("alice");
        for (var n = 0; n < 5; n++) {
            other.say("bob", "alice");
        }
        write(other);
        assertUnread(1, 1);
        assertEquals(
                new Unread(5, 5, 7),
                model.inbox().find("other", "alice", List.of(TEAM)).getFirst().unread());
        assertEquals(List.of(), model.inbox().find("third", "alice", List.of(TEAM)));
    }

    @Test
    void countsFromWhereverTheMarkerWouldBe() {
        var first = team.say("bob", "alice");
        team.say("alice");
        team.say("bob", "alice");
        write(team);
        assertEquals(new Unread(2, 2, 6), model.inbox().unreadAfter(TENANT, "alice", TEAM, 0));
        assertEquals(new Unread(1, 1, 6), model.inbox().unreadAfter(TENANT, "alice", TEAM, first));
        assertEquals(new Unread(0, 0, 6), model.inbox().unreadAfter(TENANT, "alice", TEAM, 99));
        assertEquals(new Unread(0, 0, 0), model.inbox().unreadAfter(TENANT, "carl", TEAM, 0));
    }

    @Test
    void takesAMarkerAheadOfTheStoreAsItIs() {
        team.say("bob");
        write(team);
        store(read(TEAM, "alice", 1, 50));
        assertUnread(0, 0);
        assertEquals(50, marker().readUpTo());
    }

    private Receipt.Builder markedUnread(long version, long upTo, long head) {
        return receipt(TEAM, "alice", version)
                .setReadUpTo(upTo)
                .setDeliveredUpTo(head)
                .setMarkedUnread(true)
                .setUnreadSeq(head);
    }

    private void hide(long messageSeq, long version) {
        MessageMark mark = mark(TEAM, messageSeq, version).setHidden(true).build();
        write(List.of(row(version, mark)));
    }

    private void assertUnread(long messages, long mentions) {
        var entry = entry();
        assertEquals(new Unread(messages, mentions, entry.headSeq()), entry.unread());
        assertEquals(
                entry.unread(),
                model.inbox().unreadAfter(TENANT, "alice", TEAM, entry.marker().readUpTo()));
    }

    private Entry entry() {
        return entry("alice", TEAM);
    }

    private Entry entry(String user, String conversation) {
        return model.inbox().find(TENANT, user, List.of(conversation)).getFirst();
    }

    private Marker marker() {
        return model.inbox().marker(TENANT, "alice", TEAM).orElseThrow();
    }

    private void store(Receipt.Builder receipt) {
        write(List.of(row(receipt.getVersion(), receipt.build())));
    }

    private void write(Talk talk) {
        write(rows(talk.events().toArray(Event[]::new)));
    }

    private void write(List<LogRecord> records) {
        assertEquals(new Written(), writer.write(records));
    }
}
