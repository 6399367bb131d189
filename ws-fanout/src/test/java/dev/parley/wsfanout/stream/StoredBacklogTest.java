package dev.parley.wsfanout.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.MembershipStore.Membership;
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

    private Bookmark send(long head, Set<Long> lost, long from) {
        var membership = new Membership("g:x", "ann", "participant", true, 1, 0, head);
        var bookmark = Bookmark.open(from, 1, head);
        new StoredBacklog(new HoledStore(head, lost), SampleEvents.CODEC, ann, membership, bookmark).send();
        return bookmark;
    }

    @Test
    void sendsAllPages() {
        assertEquals(350, send(350, Set.of(), 100).settled());
        assertEquals(LongStream.rangeClosed(101, 350).mapToObj(Long::toString).toList(), ann.sent);
    }

    @Test
    void saysWhereHistoryIsGone() {
        var bookmark = send(20, Set.of(13L), 10);
        assertEquals(List.of("11", "12", "history-gone 20"), ann.sent);
        assertEquals(20, bookmark.settled());
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
