package dev.parley.readmodel.write;

import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.event;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.SampleThreads;
import dev.parley.readmodel.write.ThreadParticipantRows.ThreadParticipant;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageDeleted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Threads: what replies and their deletions change. */
class ThreadRowsTest {
    private static final String TEAM = "g:team";

    @Test
    void countsRepliesAtTheMessageAndLeavesItsVersion() {
        var row = new MessageRows()
                .fold(rows(message(TEAM, 1, "first"), SampleThreads.updated(TEAM, 3, 1, "bob", 1, 2)))
                .iterator()
                .next();
        assertEquals(new MessageRow.Replies(1, SampleThreads.at(2), 2), row.replies());
        assertEquals(1, row.version());
        assertEquals("first", row.content().text().value());
    }

    @Test
    void paysForThreadsOnlyWhereThereAreAny() {
        var rows = new MessageRows();
        var without = rows.fold(rows(message(TEAM, 1, "first")));
        assertFalse(columns(rows.table().narrowedTo(without)).contains("replies"));
        var with = rows.fold(rows(SampleThreads.updated(TEAM, 3, 1, "bob", 1, 2)));
        assertTrue(columns(rows.table().narrowedTo(with)).contains("replies"));
    }

    @Test
    void listsRepliesByTheirParent() {
        var replies = new ThreadReplyRows().fold(rows(message(TEAM, 1, "first"), SampleThreads.reply(TEAM, 2, "p")));
        assertEquals(List.of(new ThreadReplyRows.ThreadReply(TENANT, TEAM, "p", 2)), List.copyOf(replies));
    }

    @Test
    void namesTheAuthorAndEverybodyWhoReplied() {
        var bob = participant("bob", 5);
        assertEquals(
                List.of(participant("alice", 0), bob),
                List.copyOf(participants(
                        SampleThreads.updated(TEAM, 3, 1, "bob", 1, 2),
                        SampleThreads.updated(TEAM, 6, 1, "bob", 2, 5))));
    }

    @Test
    void makesNobodyAParticipantWhoDeletesAReply() {
        assertEquals(
                List.of(participant("alice", 0)),
                List.copyOf(participants(SampleThreads.updated(TEAM, 8, 1, "moderator", 0, 2))));
    }

    @Test
    void keepsTheOwnLastReplyOfAnAuthor() {
        assertEquals(
                List.of(participant("alice", 2)),
                List.copyOf(participants(
                        SampleThreads.updated(TEAM, 3, 1, "alice", 1, 2),
                        SampleThreads.updated(TEAM, 8, 1, "bob", 0, 2))));
    }

    @RepeatedTest(20)
    void foldsToTheSameInWhateverOrderTheEventsCome() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var events = history(random);
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        assertEquals(byKey(events), byKey(shuffled), "seed " + seed);
    }

    private static List<Event> history(Random random) {
        var events = new ArrayList<Event>(List.of(message(TEAM, 1, "first")));
        var last = 0L;
        for (var seq = 2L; seq < 60; seq += 2) {
            var user = "u" + random.nextInt(3);
            if (last == 0 || random.nextInt(3) > 0) {
                last = seq;
                events.add(SampleThreads.reply(TEAM, seq, "p"));
            } else {
                events.add(event(TEAM, seq, null, new MessageDeleted("x", last, user, false, null)));
            }
            events.add(SampleThreads.updated(TEAM, seq + 1, 1, user, random.nextInt(9), last));
        }
        return events;
    }

    private static Map<Object, Object> byKey(List<Event> events) {
        var batch = rows(events.toArray(Event[]::new));
        var folded = new HashMap<Object, Object>();
        new MessageRows().fold(batch).forEach(row -> folded.put(row.key(), row));
        new ThreadReplyRows().fold(batch).forEach(row -> folded.put(row, row));
        new ThreadParticipantRows().fold(batch).forEach(row -> folded.put(row.key(), row));
        return folded;
    }

    private static Collection<ThreadParticipant> participants(Event... events) {
        return new ThreadParticipantRows().fold(rows(events));
    }

    private static ThreadParticipant participant(String user, long seq) {
        return new ThreadParticipant(
                new ThreadParticipantRows.Key(TENANT, user, TEAM, 1), seq == 0 ? 0 : SampleThreads.at(seq), seq);
    }

    private static <R> List<String> columns(Table<R> table) {
        return table.columns().stream().map(Column::name).toList();
    }
}
