package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.mark;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.Talk;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.ThreadStore.FollowedThread;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageMark;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is unread in the threads that alice follows. */
class FollowedThreadsIT {
    private static final String TEAM = "g:team";

    private TestDatabase database;
    private ReadModel model;
    private SqlReadModelWriter writer;
    private Talk team;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("followed_threads");
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
    void countsRepliesOfOthersBehindTheMarker() {
        var parent = team.say("alice");
        var first = reply("bob", parent, 1, "alice");
        reply("bob", parent, 2, Talk.ALL);
        reply("bob", parent, 3);
        write(team);
        assertThread(0, 3, 2);
        read(parent, first, 1);
        assertThread(first, 2, 1);
        read(parent, team.head(), 2);
        assertThread(team.head(), 0, 0);
    }

    @Test
    void takesAnOwnReplyAsReading() {
        var parent = team.say("bob");
        reply("bob", parent, 1, "alice");
        var own = reply("alice", parent, 2, "alice");
        reply("bob", parent, 3);
        write(team);
        assertThread(own, 1, 0);
    }

    @Test
    void leavesOutWhatWasDeletedOrHiddenAndFollowsEdits() {
        var parent = team.say("alice");
        var first = reply("bob", parent, 1, "alice");
        var second = reply("bob", parent, 2, "alice");
        var third = reply("bob", parent, 3);
        var fourth = reply("bob", parent, 4, Talk.ALL, "alice");
        team.delete(first);
        team.reword(second);
        team.rename(third, "alice");
        write(team);
        assertThread(0, 3, 3);
        write(List.of(row(1, mark(TEAM, second, 1).setHidden(true).build())));
        assertThread(0, 2, 2);
        team.rename(fourth);
        write(team);
        assertThread(0, 2, 1);
        team.delete(second);
        write(team);
        assertThread(0, 2, 1);
    }

    @Test
    void tellsThreadsOfOneConversationApart() {
        var one = team.say("alice");
        var other = team.say("alice");
        var read = reply("bob", one, 1, "alice");
        reply("bob", other, 1, "alice");
        reply("bob", other, 2);
        var deleted = reply("bob", one, 2, "alice");
        team.delete(deleted);
        var same = new Talk("g:same");
        same.begin();
        same.join("alice");
        same.say("alice");
        same.reply("bob", 3, "alice");
        same.thread("bob", 3, 1, 4);
        write(team);
        write(same);
        read(one, read, 1);
        var threads = threads();
        assertEquals(
                List.of(one, other, 3L),
                threads.stream().map(it -> it.parent().seq()).toList());
        assertEquals(
                List.of(0L, 2L, 1L),
                threads.stream().map(FollowedThread::unread).toList());
        assertEquals(
                List.of(0L, 1L, 1L),
                threads.stream().map(FollowedThread::mentions).toList());
    }

    @Test
    void listsThreadsThatNameTheUserInAReplyThatStands() {
        var parent = team.say("bob");
        var reply = reply("carl", parent, 1, Talk.ALL);
        write(team);
        assertEquals(List.of(), threads(), "everybody is nobody's own");
        team.rename(reply, "alice");
        write(team);
        assertThread(0, 1, 1);
        assertEquals(List.of(), model.threads().of("other", "alice", null, 10));
        team.rename(reply, "bob");
        write(team);
        assertEquals(List.of(), threads());
        team.rename(reply, "alice", Talk.ALL);
        write(team);
        assertThread(0, 1, 1);
        team.delete(reply);
        write(team);
        assertEquals(List.of(), threads());
    }

    @Test
    void listsNoThreadThatTheUserLeftThoughAReplyNamesIt() {
        var parent = team.say("bob");
        reply("carl", parent, 1, "alice");
        write(team);
        write(List.of(row(1, mark(TEAM, parent, 1).setSubscribed(false).build())));
        assertEquals(List.of(), threads());
    }

    @Test
    void showsReactionsOfTheFirstMessage() {
        var parent = team.say("alice");
        reply("bob", parent, 1);
        team.react("bob", parent);
        write(team);
        assertEquals(1, threads().getFirst().parent().reactions().size());
    }

    @Test
    void tellsHowFarTheUserSaysItHasReadAThread() {
        var parent = team.say("alice");
        write(team);
        read(parent, 9, 1);
        assertEquals(
                9,
                model.marks().find(TENANT, "alice", TEAM, parent).orElseThrow().threadReadUpTo());
        assertTrue(threads().isEmpty());
    }

    /** With the event that tells of it; returns the reply's seq. */
    private long reply(String sender, long parent, long replies, String... named) {
        var seq = team.reply(sender, parent, named);
        team.thread(sender, parent, replies, seq);
        return seq;
    }

    private void read(long parent, long upTo, long version) {
        MessageMark mark = mark(TEAM, parent, version).setThreadReadUpTo(upTo).build();
        write(List.of(row(version, mark)));
    }

    private void assertThread(long readUpTo, long unread, long mentions) {
        var thread = threads().getFirst();
        assertEquals(
                List.of(readUpTo, unread, mentions), List.of(thread.readUpTo(), thread.unread(), thread.mentions()));
    }

    private List<FollowedThread> threads() {
        return model.threads().of(TENANT, "alice", null, 10);
    }

    private void write(Talk talk) {
        write(rows(talk.events().toArray(Event[]::new)));
    }

    private void write(List<LogRecord> records) {
        assertEquals(new Written(), writer.write(records));
    }
}
