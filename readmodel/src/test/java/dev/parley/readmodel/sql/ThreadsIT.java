package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.event;
import static dev.parley.readmodel.Samples.mark;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.messageId;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.SampleThreads;
import dev.parley.readmodel.Samples;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.MessageStore.StoredThread;
import dev.parley.readmodel.read.ThreadStore.ThreadMarker;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageDeleted;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threads as the sink writes and the edges read them. */
class ThreadsIT {
    private static final String TEAM = "g:team";
    private static final String PARENT = messageId(TEAM, 1);

    private TestDatabase database;
    private ReadModel model;
    private SqlReadModelWriter writer;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("threads");
        model = ReadModel.open(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
    }

    @AfterEach
    void close() {
        writer.close();
        model.close();
    }

    @Test
    void showsTheThreadAtItsFirstMessage() {
        write(message(TEAM, 1, "first"));
        assertNull(parent().thread());
        write(SampleThreads.reply(TEAM, 2, PARENT), SampleThreads.updated(TEAM, 3, 1, "bob", 1, 2));
        assertEquals(new StoredThread(1, Samples.START.plusSeconds(2), 2), parent().thread());
        assertEquals(1, parent().version());
        write(
                event(TEAM, 4, null, new MessageDeleted(messageId(TEAM, 2), 2L, "bob", false, PARENT)),
                SampleThreads.updated(TEAM, 5, 1, "bob", 0, 2));
        assertEquals(new StoredThread(0, Samples.START.plusSeconds(2), 2), parent().thread());
    }

    @Test
    void neverGoesBackToAnOlderCount() {
        write(SampleThreads.updated(TEAM, 5, 1, "bob", 2, 4));
        write(SampleThreads.updated(TEAM, 3, 1, "bob", 1, 2), message(TEAM, 1, "first"));
        assertEquals(new StoredThread(2, Samples.START.plusSeconds(4), 4), parent().thread());
    }

    @Test
    void listsRepliesBySeqDeletedOnesIncluded() {
        write(
                message(TEAM, 1, "first"),
                SampleThreads.reply(TEAM, 2, PARENT),
                message(TEAM, 3, "beside"),
                SampleThreads.reply(TEAM, 4, PARENT),
                SampleThreads.reply(TEAM, 5, PARENT),
                event(TEAM, 6, null, new MessageDeleted(messageId(TEAM, 4), 4L, "bob", false, PARENT)));
        assertEquals(List.of(2L, 4L, 5L), seqs(model.messages().replies(TENANT, TEAM, PARENT, 0, 10)));
        assertEquals(List.of(4L), seqs(model.messages().replies(TENANT, TEAM, PARENT, 2, 1)));
        assertEquals(List.of(), seqs(model.messages().replies("other", TEAM, PARENT, 0, 10)));
        assertEquals(List.of(), seqs(model.messages().replies(TENANT, "g:other", PARENT, 0, 10)));
    }

    @Test
    void keepsWhoTookPartAndTheirOwnLastReply() {
        write(
                message(TEAM, 1, "first"),
                SampleThreads.updated(TEAM, 3, 1, "bob", 1, 2),
                SampleThreads.updated(TEAM, 5, 1, "cem", 2, 4));
        write(SampleThreads.updated(TEAM, 7, 1, "bob", 3, 6));
        write(SampleThreads.updated(TEAM, 3, 1, "bob", 1, 2));
        assertEquals(
                List.of(
                        List.of("alice", TEAM, "1", "0", "0"),
                        List.of("bob", TEAM, "1", "6", String.valueOf(SampleThreads.at(6))),
                        List.of("cem", TEAM, "1", "4", String.valueOf(SampleThreads.at(4)))),
                database.rows("SELECT user_id, conversation, parent_seq, last_reply_seq, last_reply_at"
                        + " FROM thread_participants ORDER BY user_id"));
    }

    @Test
    void tellsHowFarAUserHasReadAThreadWhetherItFollowsItOrNot() {
        write(
                message(TEAM, 1, "first"),
                SampleThreads.by("bob", SampleThreads.reply(TEAM, 2, PARENT)),
                SampleThreads.updated(TEAM, 3, 1, "bob", 1, 2),
                SampleThreads.by("cem", SampleThreads.reply(TEAM, 4, PARENT)),
                SampleThreads.updated(TEAM, 5, 1, "cem", 2, 4));
        assertEquals(new ThreadMarker(0, 2, 0), marker("alice"));
        assertEquals(new ThreadMarker(2, 1, 0), marker("bob"));
        assertEquals(new ThreadMarker(4, 0, 0), marker("cem"));
        assertEquals(new ThreadMarker(0, 2, 0), marker("zed"));
        var read = mark(TEAM, 1, 1).setThreadReadUpTo(2).build();
        assertEquals(new Written(), writer.write(List.of(row(1, read))));
        assertEquals(new ThreadMarker(2, 1, 0), marker(read.getUser()));
    }

    private ThreadMarker marker(String user) {
        return model.threads().marker(TENANT, user, parent());
    }

    private StoredMessage parent() {
        return model.messages().find(TENANT, PARENT).orElseThrow();
    }

    private void write(Event... events) {
        assertEquals(new Written(), writer.write(rows(events)));
    }

    private static List<Long> seqs(List<StoredMessage> messages) {
        return messages.stream().map(StoredMessage::seq).toList();
    }
}
