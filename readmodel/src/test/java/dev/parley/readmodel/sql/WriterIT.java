package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.groupCreated;
import static dev.parley.readmodel.Samples.joined;
import static dev.parley.readmodel.Samples.left;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.rows;
import static dev.parley.readmodel.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.LogRecord.SkippedRecord;
import dev.parley.readmodel.write.WriteResult.Refused;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.GroupAccess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What the write side promises, against a real MariaDB. */
class WriterIT {
    private static final LogPartition EVENTS = new LogPartition("events", 0);

    private TestDatabase database;
    private SqlReadModelWriter writer;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("writer");
        writer = SqlReadModelWriter.open(database.settings());
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void writesABatchWithItsPositions() {
        write(List.of(row(7, message("d:alice:bob", 1, "hi")), row(4, user("bob", 1, "Bob"))));
        assertEquals(1, database.number("SELECT COUNT(*) FROM events"));
        assertEquals(1, database.number("SELECT COUNT(*) FROM messages"));
        assertEquals(2, database.number("SELECT COUNT(*) FROM members"));
        assertEquals(1, database.number("SELECT COUNT(*) FROM users"));
        assertEquals(Map.of(EVENTS, 8L, new LogPartition("users", 0), 5L), writer.positions());
    }

    @Test
    void changesNothingWhenABatchComesAgain() {
        var batch = history(new Random(1));
        write(batch);
        var before = database.contents();
        write(batch);
        write(batch.subList(3, 9));
        assertEquals(before, database.contents());
        assertEquals(Map.of(EVENTS, (long) batch.size()), writer.positions());
    }

    @Test
    void keepsTheFirstEventOfASeq() {
        write(rows(message("g:team", 5, "first")));
        var before = database.rows("SELECT HEX(bytes) FROM events");
        write(rows(message("g:team", 5, "second")));
        assertEquals(before, database.rows("SELECT HEX(bytes) FROM events"));
    }

    @Test
    void doesNotLetAnOlderVersionOverwriteANewerOne() {
        write(List.of(row(0, user("bob", 3, "third")), row(1, joined("team", 9, "bob", 2))));
        write(List.of(row(2, user("bob", 2, "second")), row(3, left("team", 5, "bob", 1))));
        assertEquals(List.of(List.of("third", "3")), database.rows("SELECT name, version FROM users"));
        assertEquals(
                List.of(List.of("1", "9", "0", "9")),
                database.rows("SELECT is_member, joined_seq, left_seq, seq FROM members"));
        assertEquals(List.of(List.of("2", "9")), database.rows("SELECT member_count, head_seq FROM conversations"));
    }

    @RepeatedTest(5)
    void endsInTheSameStateHoweverTheLogIsCutRepeatedAndShuffled() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var history = history(random);
        write(history);
        var expected = database.contents();
        var again = TestDatabase.empty("writer");
        var shuffled = new ArrayList<>(history);
        shuffled.addAll(history.subList(0, history.size() / 2));
        Collections.shuffle(shuffled, random);
        for (var from = 0; from < shuffled.size(); ) {
            var to = Math.min(shuffled.size(), from + 1 + random.nextInt(9));
            write(shuffled.subList(from, to));
            from = to;
        }
        assertEquals(expected, again.contents(), "seed " + seed);
    }

    @Test
    void neverMovesAPositionBack() {
        write(List.of(new SkippedRecord(EVENTS, 99)));
        write(List.of(new SkippedRecord(EVENTS, 50)));
        assertEquals(Map.of(EVENTS, 100L), writer.positions());
    }

    @Test
    void writesNothingOfABatchThatHoldsARefusedRow() {
        var tooLong = "u".repeat(129);
        var result = writer.write(
                rows(message("d:alice:bob", 1, "fine"), joined("team", 2, tooLong, 1), message("g:team", 3, "fine")));
        assertInstanceOf(Refused.class, result);
        assertTrue(database.contents().values().stream().allMatch(List::isEmpty));
        assertEquals(Map.of(), writer.positions());
        write(rows(message("d:alice:bob", 1, "fine")));
    }

    @Test
    void refusesWhatDoesNotFitInsteadOfCuttingIt() {
        assertInstanceOf(Refused.class, writer.write(rows(message("g:" + "x".repeat(300), 1, "text"))));
    }

    @Test
    void sendsABatchAsAFewStatements() {
        write(rows(message("g:warm", 1, "up")));
        var batch = IntStream.rangeClosed(1, 500)
                .mapToObj(seq -> row(seq, message("d:a:b" + seq % 10, seq, "text " + seq)))
                .toList();
        var before = inserts();
        write(batch);
        // Events, messages, conversations, members and positions.
        assertTrue(inserts() - before <= 8, "inserts: " + (inserts() - before));
    }

    private long inserts() {
        return Long.parseLong(
                database.rows("SHOW GLOBAL STATUS LIKE 'Com_insert'").getFirst().get(1));
    }

    private void write(List<LogRecord> rows) {
        assertEquals(new Written(), writer.write(rows));
    }

    /** A group's and a direct conversation's events, mixed; offsets from 0. */
    private static List<LogRecord> history(Random random) {
        var rows = new ArrayList<LogRecord>();
        rows.add(row(0, groupCreated("team", 1, GroupAccess.PRIVATE)));
        for (var seq = 2; seq < 60; seq++) {
            var user = "u" + random.nextInt(5);
            var event = switch (random.nextInt(4)) {
                case 0 -> joined("team", seq, user, seq);
                case 1 -> left("team", seq, user, seq);
                default -> message("g:team", seq, "text " + seq);
            };
            rows.add(row(rows.size(), event));
            rows.add(row(rows.size(), message("d:alice:bob", seq - 1, "direct " + seq)));
        }
        return rows;
    }

    @Test
    void knowsTheTenantOfEveryRow() {
        write(history(new Random(2)));
        for (var table : List.of("events", "conversations", "members", "messages")) {
            assertEquals(0, database.number("SELECT COUNT(*) FROM " + table + " WHERE tenant <> '" + TENANT + "'"));
        }
    }
}
