package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.START;
import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.SessionStore.Place;
import dev.parley.readmodel.read.SessionStore.StoredSession;
import dev.parley.readmodel.read.SessionStore.Terms;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The tokens that were given out, as the edges read them. */
class SessionsIT {
    private static final Terms NOW = new Terms(0, START.plusSeconds(100));

    private TestDatabase database;
    private ReadModel model;
    private SqlReadModelWriter writer;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("sessions");
        model = ReadModel.open(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
    }

    @AfterEach
    void close() {
        writer.close();
        model.close();
    }

    private void put(Session.Builder... sessions) {
        write(Stream.of(sessions).map(it -> row(it.getVersion(), it.build())).toList());
    }

    private void write(List<LogRecord> rows) {
        assertInstanceOf(Written.class, writer.write(rows));
    }

    private List<String> ids(String user, Terms terms, @Nullable Place before, int limit) {
        return model.sessions().page(TENANT, user, terms, before, limit).stream()
                .map(StoredSession::id)
                .toList();
    }

    @Test
    void readsASessionAsItIsNow() {
        put(session("alice", "a", 3).setDevice("phone").setTokenEpoch(2));
        var opened = new StoredSession("a", "phone", START.plusSeconds(3), START.plusSeconds(3_603), 2, null, 3);
        assertEquals(opened, model.sessions().find(TENANT, "alice", "a").orElseThrow());
        put(session("alice", "a", 4).setCreatedAt(START.plusSeconds(3)).setRevokedAt(START.plusSeconds(9)));
        var cut = new StoredSession(
                "a", null, START.plusSeconds(3), START.plusSeconds(3_604), 0, START.plusSeconds(9), 4);
        assertEquals(cut, model.sessions().find(TENANT, "alice", "a").orElseThrow());
        assertTrue(model.sessions().find(TENANT, "alice", "A").isEmpty());
        assertTrue(model.sessions().find(TENANT, "bob", "a").isEmpty());
        assertTrue(model.sessions().find("other", "alice", "a").isEmpty());
    }

    @Test
    void listsThoseThatHoldTheNewestFirst() {
        put(
                session("alice", "old", 1),
                session("alice", "b", 2),
                session("alice", "a", 3).setCreatedAt(START.plusSeconds(2)),
                session("alice", "new", 4),
                session("alice", "cut", 5).setRevokedAt(START.plusSeconds(50)),
                session("alice", "expired", 6).setExpiresAt(NOW.now()),
                session("alice", "void", 7).setTokenEpoch(0),
                session("bob", "bobs", 8));
        assertEquals(List.of("void", "new", "b", "a", "old"), ids("alice", NOW, null, 10));
        assertEquals(List.of("void", "new"), ids("alice", NOW, null, 2));
        assertEquals(List.of("b", "a", "old"), ids("alice", NOW, new Place(START.plusSeconds(4), "new"), 10));
        assertEquals(List.of("a", "old"), ids("alice", NOW, new Place(START.plusSeconds(2), "b"), 10));
        assertEquals(List.of(), ids("alice", NOW, new Place(START.plusSeconds(1), "old"), 10));
        assertEquals(List.of(), ids("alice", new Terms(1, NOW.now()), null, 10));
        assertEquals(List.of("bobs"), ids("bob", NOW, null, 10));
        assertEquals(List.of(), model.sessions().page("other", "alice", NOW, null, 10));
    }

    @RepeatedTest(3)
    void endsAtTheNewestVersionInWhateverOrderTheyArrive(RepetitionInfo repetition) {
        var all = new ArrayList<LogRecord>();
        for (var version = 1; version <= 20; version++) {
            all.add(row(
                    version,
                    session("alice", "a", version).setDevice("d" + version).build()));
        }
        Collections.shuffle(all, new Random(repetition.getCurrentRepetition()));
        write(all.subList(0, 10));
        write(all.subList(10, 20));
        write(all.subList(5, 15));
        assertEquals(
                "d20", model.sessions().find(TENANT, "alice", "a").orElseThrow().device());
    }
}
