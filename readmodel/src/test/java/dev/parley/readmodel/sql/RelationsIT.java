package dev.parley.readmodel.sql;

import static dev.parley.readmodel.SampleThreads.by;
import static dev.parley.readmodel.Samples.START;
import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.event;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.RelationStore.StoredRelation;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.Event;
import dev.parley.schemas.FriendAccepted;
import dev.parley.schemas.FriendRemoved;
import dev.parley.schemas.FriendRequested;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blocks and friendships as the sink writes and the edges read them. */
class RelationsIT {
    private TestDatabase database;
    private ReadModel model;
    private SqlReadModelWriter writer;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("relations");
        model = ReadModel.open(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
    }

    @AfterEach
    void close() {
        writer.close();
        model.close();
    }

    @Test
    void listsWhomAUserBlocksById() {
        write(
                event("d:alice:cem", 1, null, new UserBlocked("cem")),
                event("d:alice:bob", 1, null, new UserBlocked("bob")),
                event("d:alice:dan", 1, null, new UserBlocked("dan")));
        write(event("d:alice:dan", 2, null, new UserUnblocked("dan")));
        assertEquals(List.of("bob", "cem"), others(model.relations().blocks(TENANT, "alice", null, 10)));
        assertEquals(List.of("cem"), others(model.relations().blocks(TENANT, "alice", "bob", 10)));
        assertEquals(List.of("bob"), others(model.relations().blocks(TENANT, "alice", null, 1)));
        assertEquals(List.of(), others(model.relations().blocks(TENANT, "bob", null, 10)));
        assertEquals(List.of(), others(model.relations().blocks("other", "alice", null, 10)));
    }

    @Test
    void showsAFriendshipAsEachOfTheTwoSeesIt() {
        write(event("d:alice:bob", 1, null, new FriendRequested("bob")));
        assertEquals(List.of("bob"), friends("alice", "requested"));
        assertEquals(List.of("alice"), friends("bob", "incoming"));
        assertEquals(List.of(), friends("bob", "friends"));
        write(by("bob", event("d:alice:bob", 2, null, new FriendAccepted("alice"))));
        assertEquals(List.of("bob"), friends("alice", "friends"));
        assertEquals(List.of("alice"), friends("bob", "friends"));
        write(
                event("d:alice:bob", 3, null, new UserBlocked("bob")),
                event("d:alice:bob", 4, null, new FriendRemoved("bob")));
        assertEquals(List.of(), friends("alice", "friends"));
        assertEquals(
                new StoredRelation("bob", true, START.plusSeconds(3), "none", START.plusSeconds(4)),
                model.relations().find(TENANT, "alice", "bob").orElseThrow());
        assertEquals(
                new StoredRelation("alice", false, null, "none", START.plusSeconds(4)),
                model.relations().find(TENANT, "bob", "alice").orElseThrow());
    }

    @Test
    void neverGoesBackToAnOlderState() {
        write(event("d:alice:bob", 2, null, new UserUnblocked("bob")));
        write(event("d:alice:bob", 1, null, new UserBlocked("bob")));
        assertEquals(List.of(), others(model.relations().blocks(TENANT, "alice", null, 10)));
    }

    @Test
    void makesBothMembersOfAConversationThatBeganWithoutAMessage() {
        write(event("d:alice:bob", 1, null, new UserBlocked("bob")), message("d:alice:bob", 2, "hi"));
        for (var user : List.of("alice", "bob")) {
            var membership =
                    model.memberships().find(TENANT, "d:alice:bob", user).orElseThrow();
            assertTrue(membership.isMember());
            assertEquals(1, membership.joinedSeq());
            assertEquals(2, membership.headSeq());
        }
        assertEquals(1, model.messages().after(TENANT, "d:alice:bob", 0, 10).size());
    }

    private List<String> friends(String user, String state) {
        return others(model.relations().friends(TENANT, user, state, null, 10));
    }

    private static List<String> others(List<StoredRelation> relations) {
        return relations.stream().map(StoredRelation::other).toList();
    }

    private void write(Event... events) {
        assertEquals(new Written(), writer.write(rows(events)));
    }
}
