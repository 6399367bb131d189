package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.Talk;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.InboxStore.Filter;
import dev.parley.readmodel.read.InboxStore.Unread;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.WriteResult.Written;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counting reads no unread message: the rows that the database reads are counted, not the time. */
class UnreadCostIT {
    private static final String TEAM = "g:team";
    private static final int MESSAGES = 3_000;
    private static final int MOST_ROWS = 300;

    private TestDatabase database;
    private ReadModel model;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("unread_cost");
        model = ReadModel.open(database.settings());
        var team = Talk.group("team", "alice", "bob");
        for (var n = 0; n < MESSAGES; n++) {
            team.say(n == MESSAGES / 2 ? "alice" : "bob");
        }
        team.say("bob", "alice");
        var records = new ArrayList<LogRecord>();
        team.events().forEach(event -> records.add(row(event.getSeq(), event)));
        try (var writer = SqlReadModelWriter.open(database.settings())) {
            assertEquals(new Written(), writer.write(records));
        }
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void readsAFewRowsHoweverMuchIsUnread() {
        var unread = new Unread(MESSAGES, 1, MESSAGES + 4);
        var inbox = model.inbox();
        assertCheap(unread, () -> inbox.unreadAfter(TENANT, "alice", TEAM, 2));
        assertCheap(
                new Unread(MESSAGES / 2, 1, MESSAGES + 4),
                () -> inbox.list(TENANT, "alice", new Filter(null, null, "", false, false), null, 50)
                        .getFirst()
                        .unread());
    }

    private void assertCheap(Unread expected, Supplier<Unread> call) {
        var first = rowsRead();
        var second = rowsRead();
        assertEquals(expected, call.get());
        var read = rowsRead() - second - (second - first);
        assertTrue(read <= MOST_ROWS, "rows read: " + read);
    }

    /** Of the whole server; to ask reads some rows itself. */
    private long rowsRead() {
        return database.rows("SHOW GLOBAL STATUS LIKE 'Handler_read%'").stream()
                .mapToLong(row -> Long.parseLong(row.get(1)))
                .sum();
    }
}
