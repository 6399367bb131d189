package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.START;
import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.groupCreated;
import static dev.parley.readmodel.Samples.joined;
import static dev.parley.readmodel.Samples.left;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.messageId;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.rows;
import static dev.parley.readmodel.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.ConversationStore.StoredConversation;
import dev.parley.readmodel.read.EventStore.StoredEvent;
import dev.parley.readmodel.read.GroupStore.StoredGroup;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.UserStore.StoredUser;
import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.LogRecord.SkippedRecord;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.GroupAccess;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the edges read, as the sink wrote it. */
class StoresIT {
    private static final String OTHER_TENANT = "other";

    private TestDatabase database;
    private ReadModel model;
    private SqlReadModelWriter writer;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("stores");
        model = ReadModel.open(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
    }

    @AfterEach
    void close() {
        writer.close();
        model.close();
    }

    @Test
    void pagesEventsBySeq() {
        write(rows(message("g:team", 1, "a"), message("g:team", 2, "b"), message("g:team", 3, "c")));
        assertEquals(List.of(2L, 3L), seqs(model.events().after(TENANT, "g:team", 1, 10)));
        assertEquals(List.of(1L, 2L), seqs(model.events().after(TENANT, "g:team", 0, 2)));
        assertEquals(List.of(), seqs(model.events().after(TENANT, "g:team", 3, 10)));
        assertEquals(List.of(), seqs(model.events().after(OTHER_TENANT, "g:team", 0, 10)));
        assertEquals(3, model.events().headSeq(TENANT, "g:team"));
        assertEquals(0, model.events().headSeq(TENANT, "g:tea"));
    }

    @Test
    void endsAPageOfEventsBeforeAHole() {
        write(rows(message("g:team", 1, "a"), message("g:team", 2, "b"), message("g:team", 4, "d")));
        assertEquals(List.of(1L, 2L), seqs(model.events().after(TENANT, "g:team", 0, 10)));
        assertEquals(List.of(), seqs(model.events().after(TENANT, "g:team", 2, 10)));
        assertEquals(List.of(4L), seqs(model.events().after(TENANT, "g:team", 3, 10)));
    }

    @Test
    void tellsThePositionsOfTheEventsOnly() {
        write(List.of(new SkippedRecord(new LogPartition("events", 3), 41), row(9, user("bob", 1, "Bob"))));
        assertEquals(Map.of(3, 42L), model.events().positions());
    }

    @Test
    void readsAMessageAsItWasSent() {
        write(rows(groupCreated("team", 1, GroupAccess.PUBLIC), message("g:team", 2, "hello")));
        var expected = new StoredMessage(
                messageId("g:team", 2),
                "g:team",
                2,
                2,
                "alice",
                START.plusSeconds(2),
                "text",
                "hello",
                null,
                List.of("bob"),
                List.of("t1"),
                "{\"k\":1}",
                null,
                null,
                "action-2",
                null,
                null,
                2,
                2,
                List.of(),
                List.of(),
                null,
                null,
                null);
        assertEquals(
                expected, model.messages().find(TENANT, messageId("g:team", 2)).orElseThrow());
        assertEquals(List.of(expected), model.messages().after(TENANT, "g:team", 0, 10));
        assertTrue(model.messages().find(OTHER_TENANT, messageId("g:team", 2)).isEmpty());
    }

    @Test
    void pagesMessagesBothWays() {
        write(rows(
                message("d:a:b", 1, "1"),
                message("d:a:b", 2, "2"),
                message("d:a:b", 3, "3"),
                message("d:a:c", 1, "x")));
        assertEquals(List.of("3", "2"), texts(model.messages().before(TENANT, "d:a:b", Long.MAX_VALUE, 2)));
        assertEquals(List.of("1"), texts(model.messages().before(TENANT, "d:a:b", 2, 10)));
        assertEquals(List.of("2", "3"), texts(model.messages().after(TENANT, "d:a:b", 1, 10)));
    }

    @Test
    void listsTheRevisionsOfAMessageNewestFirst() {
        write(rows(
                message("g:team", 1, "other"),
                message("g:team", 2, "first"),
                message("g:team", 3, "other"),
                message("g:team", 4, "second"),
                message("g:team", 5, "third")));
        for (var change : List.of("2, 4", "2, 5", "3, 1")) {
            database.execute("INSERT INTO message_changes VALUES ('" + TENANT + "', 'g:team', " + change + ")");
        }
        var revisions = model.revisions();
        assertEquals(List.of(5L, 4L, 2L), seqs(revisions.of(TENANT, "g:team", 2, Long.MAX_VALUE, 10)));
        assertEquals(List.of(5L, 4L), seqs(revisions.of(TENANT, "g:team", 2, Long.MAX_VALUE, 2)));
        assertEquals(List.of(4L, 2L), seqs(revisions.of(TENANT, "g:team", 2, 5, 10)));
        assertEquals(List.of(2L), seqs(revisions.of(TENANT, "g:team", 2, 4, 10)));
        assertEquals(List.of(), seqs(revisions.of(TENANT, "g:team", 2, 2, 10)));
        assertEquals(List.of(), seqs(revisions.of(OTHER_TENANT, "g:team", 2, Long.MAX_VALUE, 10)));
    }

    @Test
    void listsPresentAndFormerMembershipsWithTheHead() {
        write(rows(
                message("d:alice:bob", 1, "hi"),
                groupCreated("team", 1, GroupAccess.PUBLIC),
                joined("team", 2, "bob", 2),
                left("team", 3, "bob", 1),
                message("g:team", 4, "after him"),
                joined("team", 5, "carol", 2)));
        var memberships = model.memberships().of(TENANT, "bob").stream()
                .sorted(Comparator.comparing(Membership::conversation))
                .toList();
        assertEquals(
                List.of(
                        new Membership("d:alice:bob", "bob", "participant", true, 1, 0, 0, 1),
                        new Membership("g:team", "bob", "participant", false, 2, 3, 0, 5)),
                memberships);
        assertTrue(model.memberships().find(TENANT, "g:team", "dave").isEmpty());
        assertTrue(model.memberships().of(OTHER_TENANT, "bob").isEmpty());
    }

    @Test
    void readsAGroupWithItsCounts() {
        write(rows(
                groupCreated("team", 1, GroupAccess.PASSWORD),
                joined("team", 2, "alice", 1),
                joined("team", 3, "bob", 2),
                message("g:team", 4, "x")));
        var expected = new StoredGroup(
                "team",
                "The team",
                "password",
                "About it",
                "https://x/i.png",
                List.of("a"),
                null,
                "alice",
                2,
                null,
                0,
                "participant",
                4,
                1,
                START.plusSeconds(1));
        assertEquals(expected, model.groups().find(TENANT, "team").orElseThrow());
        assertTrue(model.groups().find(TENANT, "tea").isEmpty());
    }

    @Test
    void readsAConversationTogetherWithTheMembershipOfAUser() {
        write(rows(
                groupCreated("team", 1, GroupAccess.PRIVATE),
                joined("team", 2, "bob", 1),
                left("team", 3, "bob", 0),
                message("d:alice:bob", 1, "hi")));
        var group = model.groups().find(TENANT, "team").orElseThrow();
        assertEquals(
                new StoredConversation(
                        "g:team", 3, group, new Membership("g:team", "bob", "participant", false, 2, 3, 0, 3)),
                model.conversations().find(TENANT, "g:team", "bob").orElseThrow());
        assertEquals(
                new StoredConversation(
                        "d:alice:bob", 1, null, new Membership("d:alice:bob", "bob", "participant", true, 1, 0, 0, 1)),
                model.conversations().find(TENANT, "d:alice:bob", "bob").orElseThrow());
    }

    @Test
    void readsAConversationForThoseWhoAreNoMembers() {
        write(rows(groupCreated("team", 1, GroupAccess.PRIVATE), joined("team", 2, "bob", 1)));
        var group = model.groups().find(TENANT, "team").orElseThrow();
        var expected = new StoredConversation("g:team", 2, group, null);
        assertEquals(
                expected, model.conversations().find(TENANT, "g:team", "carol").orElseThrow());
        assertEquals(
                expected, model.conversations().find(TENANT, "g:team", null).orElseThrow());
        assertTrue(model.conversations().find(TENANT, "g:tea", "bob").isEmpty());
        assertTrue(model.conversations().find(OTHER_TENANT, "g:team", "bob").isEmpty());
    }

    @Test
    void readsNoConversationWithoutTheMembershipOfTheSameMoment() throws Exception {
        var seen = new ConcurrentLinkedQueue<StoredConversation>();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var group = 0; group < 50; group++) {
                var name = "young" + group;
                for (var reader = 0; reader < 6; reader++) {
                    readers.execute(() -> seen.add(awaitHead("g:" + name, 2)));
                }
                write(rows(groupCreated(name, 1, GroupAccess.PRIVATE), joined(name, 2, "bob", 1)));
            }
        }
        assertEquals(300, seen.size());
        assertEquals(
                List.of(),
                seen.stream()
                        .filter(found -> found.membership() == null || found.group() == null)
                        .toList());
    }

    private StoredConversation awaitHead(String conversation, long seq) {
        while (true) {
            var found = model.conversations().find(TENANT, conversation, "bob");
            if (found.isPresent() && found.get().headSeq() >= seq) {
                return found.get();
            }
        }
    }

    @Test
    void showsPrivateGroupsToTheirMembersOnly() {
        write(rows(
                groupCreated("open", 1, GroupAccess.PUBLIC),
                groupCreated("mine", 1, GroupAccess.PRIVATE),
                joined("mine", 2, "bob", 1),
                groupCreated("left", 1, GroupAccess.PRIVATE),
                joined("left", 2, "bob", 1),
                left("left", 3, "bob", 0),
                groupCreated("other", 1, GroupAccess.PRIVATE),
                message("d:alice:bob", 1, "hi"),
                groupCreated("zoo", 1, GroupAccess.PASSWORD)));
        assertEquals(List.of("mine", "open", "zoo"), ids(model.groups().page(TENANT, "bob", null, 10)));
        assertEquals(
                List.of("left", "mine", "open", "other", "zoo"),
                ids(model.groups().page(TENANT, null, null, 10)));
        assertEquals(List.of("open"), ids(model.groups().page(TENANT, "bob", "mine", 1)));
    }

    @Test
    void readsAUser() {
        write(List.of(row(0, user("bob", 1, "Bob")), row(1, user("bob", 2, "Robert"))));
        assertEquals(
                new StoredUser(
                        "bob",
                        "Robert",
                        null,
                        "default",
                        List.of("vip"),
                        null,
                        "active",
                        2,
                        START,
                        START.plusSeconds(2)),
                model.users().find(TENANT, "bob").orElseThrow());
    }

    private void write(List<LogRecord> rows) {
        assertEquals(new Written(), writer.write(rows));
    }

    private static List<Long> seqs(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::seq).toList();
    }

    private static List<String> texts(List<StoredMessage> messages) {
        return messages.stream().map(message -> String.valueOf(message.text())).toList();
    }

    private static List<String> ids(List<StoredGroup> groups) {
        return groups.stream().map(StoredGroup::id).toList();
    }
}
