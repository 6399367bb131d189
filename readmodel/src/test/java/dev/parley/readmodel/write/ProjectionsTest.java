package dev.parley.readmodel.write;

import static dev.parley.readmodel.Samples.groupCreated;
import static dev.parley.readmodel.Samples.joined;
import static dev.parley.readmodel.Samples.left;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.rows;
import static dev.parley.readmodel.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.Samples;
import dev.parley.readmodel.write.LogRow.SkippedRow;
import dev.parley.schemas.EncryptedContent;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ProjectionsTest {

    @Test
    void givesEachConversationOneRowWithTheNewestHead() {
        var projections =
                Projections.of(rows(message("d:a:b", 1, "x"), message("d:a:b", 2, "y"), message("d:c:d", 1, "z")));
        assertEquals(3, projections.events().size());
        assertEquals(3, projections.messages().size());
        assertEquals(2, projections.conversations().size());
        var first = projections.conversations().iterator().next();
        assertEquals(2, first.headSeq());
        assertEquals(2, first.messageNo());
        assertEquals(Samples.START.plusSeconds(2).toEpochMilli(), first.lastMessageAt());
    }

    @Test
    void makesBothUsersMembersWithTheFirstEventOfADirectConversation() {
        var members = Projections.of(rows(message("d:alice:bob", 1, "hi"))).members();
        assertEquals(
                List.of("alice", "bob"),
                members.stream().map(member -> member.key().user()).toList());
        assertTrue(members.stream().allMatch(member -> member.isMember() && member.joinedSeq() == 1));
    }

    @Test
    void saysNothingOfMembersWithLaterMessages() {
        assertEquals(
                0,
                Projections.of(rows(message("d:alice:bob", 2, "hi"))).members().size());
        assertEquals(
                0, Projections.of(rows(message("g:team", 2, "hi"))).members().size());
    }

    @Test
    void keepsWhatAGroupShowsWhenMessagesFollowInTheSameBatch() {
        var projections = Projections.of(rows(
                groupCreated("team", 1, GroupAccess.PUBLIC), joined("team", 2, "alice", 1), message("g:team", 3, "x")));
        var row = projections.conversations().iterator().next();
        assertEquals("The team", shown(row).group().getName());
        assertEquals(new ConversationRow.MemberCount(1, 2), row.memberCount());
        assertEquals(3, row.headSeq());
    }

    @Test
    void endsAMembershipButKeepsWhenItBegan() {
        var member = onlyMember(joined("team", 2, "bob", 2), left("team", 5, "bob", 1));
        assertFalse(member.isMember());
        assertEquals(2, member.joinedSeq());
        assertEquals(5, member.leftSeq());
        assertEquals(5, member.seq());
    }

    @Test
    void beginsAMembershipAnewWhenAFormerMemberJoins() {
        var member = onlyMember(joined("team", 2, "bob", 2), left("team", 5, "bob", 1), joined("team", 9, "bob", 2));
        assertTrue(member.isMember());
        assertEquals(9, member.joinedSeq());
        assertEquals(0, member.leftSeq());
    }

    @Test
    void readsNoTextOutOfEncryptedContent() {
        var body = new MessageCreated("m1", MessageKind.TEXT, null, null);
        var event = Samples.event("g:team", 3, new EncryptedContent(ByteBuffer.allocate(3)), body);
        assertNull(Projections.of(rows(event)).messages().iterator().next().content());
    }

    @Test
    void keepsTheNewestVersionOfAUser() {
        var users = Projections.of(List.of(row(0, user("bob", 2, "new")), row(1, user("bob", 1, "old"))))
                .users();
        assertEquals(1, users.size());
        assertEquals("new", users.iterator().next().getName());
    }

    @Test
    void movesEachPositionPastItsLastRecordSkippedOnesIncluded() {
        var events = new LogPartition("events", 0);
        var other = new LogPartition("events", 7);
        var projections = Projections.of(
                List.of(row(40, message("d:a:b", 1, "x")), new SkippedRow(events, 42), new SkippedRow(other, 3)));
        assertEquals(Map.of(events, 43L, other, 4L), projections.positions());
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
                    switch (random.nextInt(3)) {
                        case 0 -> joined("team", seq, user, seq);
                        case 1 -> left("team", seq, user, seq);
                        default -> message("g:team", seq, "text " + seq);
                    });
        }
        return events;
    }

    private static Map<Object, Object> byKey(List<Event> events) {
        var projections = Projections.of(rows(events.toArray(Event[]::new)));
        var folded = new HashMap<Object, Object>();
        projections.conversations().forEach(row -> folded.put(row.key(), row));
        projections.members().forEach(row -> folded.put(row.key(), row));
        projections.messages().forEach(row -> folded.put(row.key(), row));
        return folded;
    }

    private static MemberRow onlyMember(Event... events) {
        var members = Projections.of(rows(events)).members();
        assertEquals(1, members.size());
        return members.iterator().next();
    }

    private static ConversationRow.Shown shown(ConversationRow row) {

        return Objects.requireNonNull(row.shown());
    }
}
