package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.messageId;
import static dev.parley.readmodel.Samples.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.TargetStore.Located;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.Target;
import dev.parley.schemas.TargetReaction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The facts of messages that a conversation no longer remembers. */
class TargetsIT {
    private static final String TEAM = "g:team";

    private TestDatabase database;
    private ReadModel model;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("targets");
        model = ReadModel.open(database.settings());
        try (var writer = SqlReadModelWriter.open(database.settings())) {
            assertEquals(new Written(), writer.write(rows(message(TEAM, 1, "a"), message(TEAM, 2, "b"))));
        }
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void tellsAllThatDecisionsDependOn() {
        database.execute(
                "UPDATE messages SET is_deleted = TRUE, version = 7, parent_id = 'p', pinned_at = 5 WHERE seq = 2");
        var target = target(2, null);
        assertEquals(TEAM, located(2, null).conversation());
        assertEquals(2, target.getSeq());
        assertEquals("alice", target.getAuthor());
        assertEquals(7, target.getVersion());
        assertTrue(target.getDeleted());
        assertTrue(target.getPinned());
        assertEquals("p", target.getParentId());
        assertNull(target.getReaction());
    }

    @Test
    void countsReactionsThatStandAndTellsOneOfThem() {
        database.execute("INSERT INTO reaction_counts VALUES ('acme','g:team',1,'x',2,9),('acme','g:team',1,'y',0,8),"
                + "('acme','g:team',2,'x',5,4),('acme','g:team',1,'z',1,3)");
        database.execute("INSERT INTO reactions VALUES ('acme','g:team',1,'x','alice',TRUE,1,5),"
                + "('acme','g:team',1,'z','alice',FALSE,1,6),('acme','g:team',1,'z','bob',TRUE,1,3)");
        assertEquals(2, target(1, "x").getReactionKinds());
        assertEquals(new TargetReaction(2L, true), target(1, "x").getReaction());
        assertEquals(new TargetReaction(1L, false), target(1, "z").getReaction());
        assertEquals(new TargetReaction(0L, false), target(1, "unknown").getReaction());
        assertEquals(2, target(1, null).getReactionKinds());
    }

    @Test
    void findsNothingOfAnotherTenant() {
        assertTrue(
                model.targets().find("other", messageId(TEAM, 1), "alice", "x").isEmpty());
    }

    private Target target(long seq, @Nullable String emoji) {
        return located(seq, emoji).target();
    }

    private Located located(long seq, @Nullable String emoji) {
        return model.targets()
                .find(TENANT, messageId(TEAM, seq), "alice", emoji)
                .orElseThrow();
    }
}
