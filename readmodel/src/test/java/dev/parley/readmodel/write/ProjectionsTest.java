package dev.parley.readmodel.write;

import static dev.parley.readmodel.Samples.added;
import static dev.parley.readmodel.Samples.deleted;
import static dev.parley.readmodel.Samples.groupCreated;
import static dev.parley.readmodel.Samples.joined;
import static dev.parley.readmodel.Samples.left;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.ownerChanged;
import static dev.parley.readmodel.Samples.removed;
import static dev.parley.readmodel.Samples.roleChanged;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.rows;
import static dev.parley.readmodel.Samples.updated;
import static dev.parley.readmodel.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.Samples;
import dev.parley.readmodel.write.LogRecord.SkippedRecord;
import dev.parley.readmodel.write.PositionRows.PositionRow;
import dev.parley.schemas.EncryptedContent;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ProjectionsTest {

    @Test
    void givesEachConversationOneRowWithTheNewestHead() {
        var batch = rows(message("d:a:b", 1, "x"), message("d:a:b", 2, "y"), message("d:c:d", 1, "z"));
        assertEquals(3, new EventRows().fold(batch).size());
        assertEquals(3, new MessageRows().fold(batch).size());
        var conversations = new ConversationRows().fold(batch);
        assertEquals(2, conversations.size());
        var first = conversations.iterator().next();
        assertEquals(new Versioned<>(2L, 2), first.messageNo());
        assertEquals(Samples.START.plusSeconds(2).toEpochMilli(), first.last().at());
    }

    @Test
    void makesBothUsersMembersWithTheFirstEventOfADirectConversation() {
        var members = new MemberRows().fold(rows(message("d:alice:bob", 1, "hi")));
        assertEquals(
                List.of("alice", "bob"),
                members.stream().map(member -> member.key().user()).toList());
        assertTrue(members.stream()
                .allMatch(member -> member.isMember() && member.joinedAt().seq() == 1));
    }

    @Test
    void saysNothingOfMembersWithLaterMessages() {
        assertEquals(
                0, new MemberRows().fold(rows(message("d:alice:bob", 2, "hi"))).size());
        assertEquals(0, new MemberRows().fold(rows(message("g:team", 2, "hi"))).size());
    }

    @Test
    void keepsWhatAGroupShowsWhenMessagesFollowInTheSameBatch() {
        var row = new ConversationRows()
                .fold(rows(
                        groupCreated("team", 1, GroupAccess.PUBLIC),
                        joined("team", 2, "alice", 1),
                        message("g:team", 3, "x")))
                .iterator()
                .next();
        assertEquals(new Versioned<>("The team", 1), row.group().name());
        assertEquals(new Versioned<>(1L, 2), row.memberCount());
        assertEquals(3, row.messageNo().seq());
    }

    @Test
    void endsAMembershipButKeepsWhenItBegan() {
        var member = onlyMember(joined("team", 2, "bob", 2), left("team", 5, "bob", 1));
        assertFalse(member.isMember());
        assertEquals(2, member.joinedAt().seq());
        assertEquals(5, member.leftSeq());
        assertEquals(5, member.presence().seq());
    }

    @Test
    void beginsAMembershipAnewWhenAFormerMemberJoins() {
        var member = onlyMember(joined("team", 2, "bob", 2), left("team", 5, "bob", 1), joined("team", 9, "bob", 2));
        assertTrue(member.isMember());
        assertEquals(9, member.joinedAt().seq());
        assertEquals(0, member.leftSeq());
    }

    @Test
    void changesWhatAnUpdateNamesAndLeavesTheRest() {
        var row = new ConversationRows()
                .fold(rows(
                        updated("team", 5, "Newer", "name", "tags"),
                        groupCreated("team", 1, GroupAccess.PUBLIC),
                        updated("team", 4, "New", "name", "description"),
                        ownerChanged("team", 6, "bob", "alice")))
                .iterator()
                .next()
                .group();
        assertEquals(new Versioned<>("Newer", 5), row.name());
        assertEquals(new Versioned<>(List.of("changed"), 5), row.tags());
        assertEquals(new Versioned<>("New", 4), row.description());
        assertEquals(new Versioned<>("public", 1), row.access());
        assertEquals(new Versioned<>("bob", 6), row.owner());
    }

    @Test
    void givesBothTheirRolesWhenAGroupIsHandedOver() {
        var members = new MemberRows()
                .fold(rows(
                        added("team", 2, "bob", MemberRole.MODERATOR),
                        joined("team", 3, "alice", 2),
                        ownerChanged("team", 4, "bob", "alice")));
        assertEquals(
                List.of(new Versioned<>("owner", 4), new Versioned<>("admin", 4)),
                members.stream().map(MemberRow::role).toList());
        assertTrue(members.stream().allMatch(MemberRow::isMember));
    }

    @Test
    void cutsTheKeyOfANameBetweenCharacters() {
        assertEquals("\u00E9mile", NameKeys.of("\u00C9mile"));
        assertEquals("\uD83D\uDC69".repeat(64), NameKeys.of("\uD83D\uDC69".repeat(65)));
    }

    @Test
    void readsNoTextOutOfEncryptedContent() {
        var body = new MessageCreated("m1", MessageKind.TEXT, null, null, null, null, false);
        var event = Samples.event("g:team", 3, new EncryptedContent(ByteBuffer.allocate(3)), body);
        var row = new MessageRows().fold(rows(event)).iterator().next();
        assertEquals(new Versioned<>(null, 3), row.content().text());
        assertEquals(new Versioned<>(null, 3), row.content().mentions());
    }

    @Test
    void keepsTheNewestVersionOfAUser() {
        var users = new UserRows().fold(List.of(row(0, user("bob", 2, "new")), row(1, user("bob", 1, "old"))));
        assertEquals(1, users.size());
        assertEquals("new", users.iterator().next().getName());
    }

    @Test
    void movesEachPositionPastItsLastRecordSkippedOnesIncluded() {
        var events = new LogPartition("events", 0);
        var other = new LogPartition("events", 7);
        var positions = new PositionRows()
                .fold(List.of(
                        row(40, message("d:a:b", 1, "x")), new SkippedRecord(events, 42), new SkippedRecord(other, 3)));
        assertEquals(List.of(new PositionRow(events, 43), new PositionRow(other, 4)), List.copyOf(positions));
    }

    @Test
    void namesEachTableAndEachColumnOnce() {
        var tables = Projections.ALL.stream().map(Projection::table).toList();
        assertEquals(tables.size(), tables.stream().map(Table::name).distinct().count());
        for (var table : tables) {
            var columns = names(table);
            assertEquals(columns.stream().distinct().toList(), columns, table.name());
        }
    }

    @Test
    void leavesOutColumnsThatNoRowOfABatchSets() {
        var rows = new MessageRows();
        var created = rows.fold(rows(message("g:team", 1, "x")));
        var deleted = List.of(MessageRow.deleted(message("g:team", 2, ""), 1));
        assertFalse(names(rows.table().narrowedTo(created)).contains("deleted_seq"));
        assertTrue(names(rows.table().narrowedTo(created)).contains("text_seq"));
        assertTrue(names(rows.table().narrowedTo(deleted)).contains("deleted_seq"));
    }

    private static <R> List<String> names(Table<R> table) {
        return table.columns().stream().map(Column::name).toList();
    }

    @RepeatedTest(20)
    void foldsToTheSameInWhateverOrderTheEventsCome() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var events = membershipHistory(random);
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        assertEquals(byKey(events), byKey(shuffled), "seed " + seed);
    }

    private static List<Event> membershipHistory(Random random) {
        var events = new ArrayList<Event>();
        events.add(groupCreated("team", 1, GroupAccess.PUBLIC));
        for (var seq = 2; seq < 40; seq++) {
            var user = "u" + random.nextInt(4);
            events.add(
                    switch (random.nextInt(10)) {
                        case 0, 1 -> joined("team", seq, user, seq);
                        case 2 -> left("team", seq, user, seq);
                        case 3 -> added("team", seq, user, MemberRole.ADMIN);
                        case 4 -> removed("team", seq, user);
                        case 5 -> roleChanged("team", seq, user, MemberRole.MODERATOR);
                        case 6 -> ownerChanged("team", seq, user, "u" + random.nextInt(4));
                        case 7 -> updated("team", seq, "name " + seq, random.nextInt(2) == 0 ? "name" : "description");
                        case 8 ->
                            random.nextBoolean() ? deleted("team", seq) : groupCreated("team", seq, GroupAccess.PUBLIC);
                        default -> message("g:team", seq, "text " + seq);
                    });
        }
        return events;
    }

    private static Map<Object, Object> byKey(List<Event> events) {
        var batch = rows(events.toArray(Event[]::new));
        var folded = new HashMap<Object, Object>();
        new ConversationRows().fold(batch).forEach(row -> folded.put(row.key(), row));
        new MemberRows().fold(batch).forEach(row -> folded.put(row.key(), row));
        new GroupDeletionRows().fold(batch).forEach(row -> folded.put(row, row));
        new MessageRows().fold(batch).forEach(row -> folded.put(row.key(), row));
        return folded;
    }

    private static MemberRow onlyMember(Event... events) {
        var members = new MemberRows().fold(rows(events));
        assertEquals(1, members.size());
        return members.iterator().next();
    }
}
