package dev.parley.wsfanout.stream;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.schemas.Event;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StoredBacklogTest {
    private final RecordingSubscriber ann = new RecordingSubscriber();

    /** A store whose sink gave some events to the dead letters. */
    private record HoledStore(long head, Set<Long> lost) implements EventStore {
        @Override
        public List<StoredEvent> after(String tenant, String conversation, long afterSeq, int limit) {
            return LongStream.rangeClosed(afterSeq + 1, head)
                    .takeWhile(seq -> !lost.contains(seq))
                    .limit(limit)
                    .mapToObj(seq -> new StoredEvent(seq, SampleEvents.wire(SampleEvents.message("t", "g:x", seq))))
                    .toList();
        }

        @Override
        public long headSeq(String tenant, String conversation) {
            return head;
        }

        @Override
        public Map<Integer, Long> positions() {
            return Map.of();
        }
    }

    private Cursor send(long head, Set<Long> lost, long from) {
        var membership = new Membership("g:x", "ann", "participant", true, 1, 0, 0, head);
        var cursor = Cursor.open(from, 1, head);
        new StoredBacklog(new HoledStore(head, lost), SampleEvents.CODEC, ann, membership, cursor).send();
        return cursor;
    }

    /** What the store holds: the group as it was deleted and created again, and Ann's membership afterwards. */
    private record Replayed(List<Event> events) implements EventStore {
        @Override
        public List<StoredEvent> after(String tenant, String conversation, long afterSeq, int limit) {
            return events.stream()
                    .filter(event -> event.getSeq() > afterSeq)
                    .limit(limit)
                    .map(event -> new StoredEvent(event.getSeq(), SampleEvents.wire(event)))
                    .toList();
        }

        @Override
        public long headSeq(String tenant, String conversation) {
            return events.size();
        }

        @Override
        public Map<Integer, Long> positions() {
            return Map.of();
        }
    }

    /** Ann left for the last time at seq 9; her client has everything up to seq 4. */
    private Cursor sendToFormerMember(Event second) {
        var events = List.of(
                SampleEvents.created("t", "g:x", 1, "bob"),
                second,
                SampleEvents.message("t", "g:x", 3),
                SampleEvents.message("t", "g:x", 4),
                SampleEvents.message("t", "g:x", 5),
                SampleEvents.deleted("t", "g:x", 6),
                SampleEvents.created("t", "g:x", 7, "bob"),
                SampleEvents.joined("t", "g:x", 8, "ann"),
                SampleEvents.left("t", "g:x", 9, "ann"),
                SampleEvents.message("t", "g:x", 10));
        var membership = new Membership("g:x", "ann", "participant", false, 8, 9, 6, 10);
        var cursor = Cursor.open(4, 4, 9);
        new StoredBacklog(new Replayed(events), SampleEvents.CODEC, ann, membership, cursor).send();
        return cursor;
    }

    @Test
    void givesAMemberOfADeletedGroupItsEndAndNothingOfTheNextOne() {
        assertEquals(
                9, sendToFormerMember(SampleEvents.joined("t", "g:x", 2, "ann")).settled());
        assertEquals(List.of("5", "6", "8", "9"), ann.sent);
    }

    @Test
    void givesNothingOfADeletedGroupToAUserWhoCameLater() {
        sendToFormerMember(SampleEvents.joined("t", "g:x", 2, "cem"));
        assertEquals(List.of("8", "9"), ann.sent);
    }

    /** Ann is a member of the second group, whose first event is 6; her client has everything up to seq 3. */
    private Cursor sendToMemberOfTheNextGroup(Event second, int lost) {
        var events = List.of(
                SampleEvents.created("t", "g:x", 1, "bob"),
                second,
                SampleEvents.message("t", "g:x", 3),
                SampleEvents.message("t", "g:x", 4),
                SampleEvents.deleted("t", "g:x", 5),
                SampleEvents.created("t", "g:x", 6, "bob"),
                SampleEvents.message("t", "g:x", 7),
                SampleEvents.added("t", "g:x", 8, "ann"),
                SampleEvents.message("t", "g:x", 9));
        var membership = new Membership("g:x", "ann", "participant", true, 8, 0, 5, 9);
        var cursor = SessionCursors.begin("t", "ann", List.of(membership), ResumePoint.at(Map.of("g:x", 3L)))
                .find("g:x");
        var store = new Replayed(events.subList(0, events.size() - lost));
        new StoredBacklog(store, SampleEvents.CODEC, ann, membership, requireNonNull(cursor)).send();
        return cursor;
    }

    @Test
    void givesAMemberOfTheNextGroupTheEndOfTheFormerAndNothingBetween() {
        var cursor = sendToMemberOfTheNextGroup(SampleEvents.joined("t", "g:x", 2, "ann"), 0);
        assertEquals(List.of("4", "5", "8", "9"), ann.sent);
        assertTrue(cursor.isOpen());
        assertEquals(9, cursor.settled());
    }

    @Test
    void givesAMemberOfTheNextGroupNothingOfTheFormerWhereTheyWereNotInIt() {
        var cursor = sendToMemberOfTheNextGroup(SampleEvents.joined("t", "g:x", 2, "cem"), 0);
        assertEquals(List.of("8", "9"), ann.sent);
        assertTrue(cursor.isOpen());
    }

    @Test
    void staysOpenForAMemberWhoseJoiningIsLost() {
        var cursor = sendToMemberOfTheNextGroup(SampleEvents.joined("t", "g:x", 2, "cem"), 2);
        assertEquals(List.of("history-gone 9"), ann.sent);
        assertTrue(cursor.isOpen());
        assertEquals(9, cursor.settled());
    }

    @Test
    void passesOnAKindThatItDoesNotKnow() {
        var events = List.of(
                SampleEvents.message("t", "g:x", 1),
                SampleEvents.unknown("t", "g:x", 2),
                SampleEvents.message("t", "g:x", 3));
        var membership = new Membership("g:x", "ann", "participant", true, 1, 0, 0, 3);
        new StoredBacklog(new Replayed(events), SampleEvents.CODEC, ann, membership, Cursor.open(0, 1, 3)).send();
        assertEquals(List.of("1", "2", "3"), ann.sent);
    }

    @Test
    void sendsAllPages() {
        assertEquals(350, send(350, Set.of(), 100).settled());
        assertEquals(LongStream.rangeClosed(101, 350).mapToObj(Long::toString).toList(), ann.sent);
    }

    @Test
    void saysWhereHistoryIsGone() {
        var cursor = send(20, Set.of(13L), 10);
        assertEquals(List.of("11", "12", "history-gone 20"), ann.sent);
        assertEquals(20, cursor.settled());
    }

    @Test
    void sendsNothingToAClientThatHasAll() {
        send(20, Set.of(), 20);
        send(20, Set.of(), 25);
        assertEquals(List.of(), ann.sent);
    }

    @Test
    void stopsWhenTheSessionEnds() {
        ann.isOpen = false;
        send(20, Set.of(), 0);
        assertEquals(List.of("1"), ann.sent);
    }
}
