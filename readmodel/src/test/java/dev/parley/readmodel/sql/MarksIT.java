package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.START;
import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.mark;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.messageId;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.rows;
import static dev.parley.readmodel.Samples.saved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.SampleThreads;
import dev.parley.readmodel.Samples;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.ConversationStore.StoredConversation;
import dev.parley.readmodel.read.MarkStore.PageMarks;
import dev.parley.readmodel.read.MarkStore.StoredMark;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.ThreadStore.Place;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MessageMark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What users set on messages for themselves, as the edges read it. */
class MarksIT {
    private static final String TEAM = "g:team";

    private TestDatabase database;
    private ReadModel model;
    private SqlReadModelWriter writer;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("marks");
        model = ReadModel.open(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
        write(rows(message(TEAM, 1, "1"), message(TEAM, 2, "2"), message(TEAM, 3, "3"), message("g:other", 1, "x")));
    }

    @AfterEach
    void close() {
        writer.close();
        model.close();
    }

    @Test
    void readsAMarkAsItWasSetLast() {
        marks(saved(TEAM, 2, 1), saved(TEAM, 2, 1).setVersion(2).setSubscribed(false));
        assertEquals(
                new StoredMark(START.plusSeconds(1), false, false, 0, 2),
                model.marks().find(TENANT, "alice", TEAM, 2).orElseThrow());
        marks(mark(TEAM, 2, 3).setHidden(true).setSubscribed(true).setThreadReadUpTo(7));
        assertEquals(
                new StoredMark(null, true, true, 7, 3),
                model.marks().find(TENANT, "alice", TEAM, 2).orElseThrow());
        marks(mark(TEAM, 3, 4));
        assertEquals(
                new StoredMark(null, false, null, 0, 4),
                model.marks().find(TENANT, "alice", TEAM, 3).orElseThrow());
        assertTrue(model.marks().find(TENANT, "bob", TEAM, 2).isEmpty());
        assertTrue(model.marks().find("other", "alice", TEAM, 2).isEmpty());
        assertTrue(model.marks().find(TENANT, "alice", TEAM, 1).isEmpty());
    }

    @RepeatedTest(3)
    void endsAtTheNewestMarkInWhateverOrderTheyArrive(RepetitionInfo repetition) {
        var all = new ArrayList<LogRecord>();
        for (var version = 1; version <= 20; version++) {
            var mark = version % 2 == 0 ? mark(TEAM, 1, version) : saved(TEAM, 1, version);
            all.add(row(version, mark.setSubscribed(version % 3 == 0).build()));
        }
        Collections.shuffle(all, new Random(repetition.getCurrentRepetition()));
        write(all.subList(0, 10));
        write(all.subList(10, 20));
        write(all.subList(5, 15));
        assertEquals(
                new StoredMark(null, false, false, 0, 20),
                model.marks().find(TENANT, "alice", TEAM, 1).orElseThrow());
    }

    @Test
    void listsSavedMessagesTheNewestFirst() {
        marks(saved(TEAM, 3, 1), saved("g:other", 1, 2), saved(TEAM, 1, 3), saved(TEAM, 9, 4), mark(TEAM, 2, 5));
        assertEquals(List.of("1", "x", "3"), savedTexts(Long.MAX_VALUE, 10));
        assertEquals(List.of("1", "x"), savedTexts(Long.MAX_VALUE, 2));
        assertEquals(List.of("3"), savedTexts(2, 10));
        assertEquals(
                List.of(3L, 2L, 1L),
                model.marks().saved(TENANT, "alice", Long.MAX_VALUE, 10).stream()
                        .map(saved -> saved.savedVersion())
                        .toList());
        assertEquals(List.of(), model.marks().saved(TENANT, "bob", Long.MAX_VALUE, 10));
        marks(mark(TEAM, 1, 6));
        assertEquals(List.of("x", "3"), savedTexts(Long.MAX_VALUE, 10));
    }

    @Test
    void tellsTheMarksOfAPage() {
        marks(
                saved(TEAM, 1, 1),
                saved(TEAM, 3, 2).setHidden(true),
                mark(TEAM, 2, 3).setHidden(true),
                saved("g:other", 1, 4));
        assertEquals(
                new PageMarks(Set.of(1L, 3L), Set.of(2L, 3L)), model.marks().between(TENANT, "alice", TEAM, 1, 3));
        assertEquals(new PageMarks(Set.of(1L), Set.of(2L)), model.marks().between(TENANT, "alice", TEAM, 1, 2));
        assertEquals(PageMarks.NONE, model.marks().between(TENANT, "bob", TEAM, 1, 3));
    }

    @Test
    void leavesOutOfListsWhatTheReaderDeletedForThemself() {
        marks(mark(TEAM, 2, 1).setHidden(true), saved(TEAM, 1, 2));
        var own = model.messages().seenBy("alice");
        assertEquals(List.of("3", "1"), texts(own.before(TENANT, TEAM, Long.MAX_VALUE, 10)));
        assertEquals(List.of("3", "1"), texts(own.before(TENANT, TEAM, Long.MAX_VALUE, 2)), "a page is full");
        assertEquals(List.of("1", "3"), texts(own.after(TENANT, TEAM, 0, 10)));
        for (var other : List.of(model.messages().seenBy("bob"), model.messages(), own.seenBy(null))) {
            assertEquals(List.of("3", "2", "1"), texts(other.before(TENANT, TEAM, Long.MAX_VALUE, 10)));
            assertEquals(List.of("1", "2", "3"), texts(other.after(TENANT, TEAM, 0, 10)));
        }
    }

    @Test
    void readsSeveralConversationsAtOnceAsOneByOne() {
        write(rows(
                Samples.groupCreated("club", 1, GroupAccess.PRIVATE),
                Samples.joined("club", 2, "alice", 1),
                message("d:alice:bob", 1, "hi")));
        var store = model.conversations();
        var ids = List.of("g:club", "d:alice:bob", "g:none");
        for (var user : List.of("alice", "bob", "carol")) {
            var oneByOne = ids.stream()
                    .flatMap(id -> store.find(TENANT, id, user).stream())
                    .toList();
            assertEquals(Set.copyOf(oneByOne), Set.<StoredConversation>copyOf(store.findAll(TENANT, ids, user)));
        }
        assertEquals(2, store.findAll(TENANT, ids, null).size());
        assertEquals(List.of(), store.findAll(TENANT, List.of(), "alice"));
        assertEquals(List.of(), store.findAll("other", ids, "alice"));
    }

    @Test
    void listsTheThreadsOfAUserTheLatestReplyFirst() {
        write(rows(
                SampleThreads.reply(TEAM, 4, messageId(TEAM, 1)),
                SampleThreads.updated(TEAM, 5, 1, "bob", 1, 4),
                SampleThreads.reply(TEAM, 6, messageId(TEAM, 2)),
                SampleThreads.updated(TEAM, 7, 2, "carol", 1, 6),
                SampleThreads.reply("g:other", 6, messageId("g:other", 1)),
                SampleThreads.updated("g:other", 7, 1, "bob", 1, 6)));
        assertEquals(List.of("x", "2", "1"), threadsOf("alice", null, 10));
        assertEquals(List.of("x", "1"), threadsOf("bob", null, 10));
        assertEquals(List.of("2"), threadsOf("carol", null, 10));
        assertEquals(List.of("x", "2"), threadsOf("alice", null, 2));
        var last = SampleThreads.at(6);
        assertEquals(List.of("2", "1"), threadsOf("alice", new Place(last, "g:other", 1), 10));
        assertEquals(List.of("1"), threadsOf("alice", new Place(last, TEAM, 2), 10));
        assertEquals(List.of(), model.threads().of("other", "alice", null, 10));

        marks(
                mark(TEAM, 1, 1).setSubscribed(false),
                saved(TEAM, 2, 2),
                mark("g:other", 1, 3).setHidden(true));
        assertEquals(List.of("2"), threadsOf("alice", null, 10));
        var thread = model.threads().of(TENANT, "alice", null, 10).getFirst();
        assertTrue(thread.isSaved());
        assertFalse(thread.isSubscribed());
        marks(
                mark(TEAM, 1, 4).setUser("carol").setSubscribed(true),
                mark(TEAM, 3, 5).setUser("carol").setSubscribed(true));
        assertEquals(List.of("2", "1"), threadsOf("carol", null, 10), "one without a reply is not listed");
        assertTrue(model.threads().of(TENANT, "carol", null, 10).getLast().isSubscribed());
    }

    @Test
    void leavesOutOfThreadsWhatTheReaderDeletedForThemself() {
        write(rows(SampleThreads.reply(TEAM, 4, messageId(TEAM, 1)), SampleThreads.reply(TEAM, 5, messageId(TEAM, 1))));
        marks(mark(TEAM, 4, 1).setHidden(true));
        var parent = messageId(TEAM, 1);
        assertEquals(List.of("reply 5"), texts(model.messages().seenBy("alice").replies(TENANT, TEAM, parent, 0, 10)));
        assertEquals(List.of("reply 4", "reply 5"), texts(model.messages().replies(TENANT, TEAM, parent, 0, 10)));
    }

    private List<String> threadsOf(String user, @Nullable Place after, int limit) {
        return texts(model.threads().of(TENANT, user, after, limit).stream()
                .map(thread -> thread.parent())
                .toList());
    }

    private List<String> savedTexts(long beforeVersion, int limit) {
        return texts(model.marks().saved(TENANT, "alice", beforeVersion, limit).stream()
                .map(saved -> saved.message())
                .toList());
    }

    private static List<String> texts(List<StoredMessage> messages) {
        return messages.stream().map(message -> String.valueOf(message.text())).toList();
    }

    private void marks(MessageMark.Builder... marks) {
        var records = new ArrayList<LogRecord>();
        for (var mark : marks) {
            records.add(row(records.size(), mark.build()));
        }
        write(records);
    }

    private void write(List<LogRecord> records) {
        assertEquals(new Written(), writer.write(records));
    }
}
