package dev.parley.wsfanout.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.MembershipStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Ann resumes in a group in which much happens whenever her session waits for the tail's thread. */
class LiveJoinTest {
    private static final int MAX_ATTEMPTS = 30;

    private final RecordingSubscriber ann = new RecordingSubscriber();
    private final Ring ring = new Ring(2, 100_000_000);
    private final LiveRouter router = new LiveRouter(new LiveSessions(), (_, _) -> {
        throw new AssertionError("a gap");
    });
    private final EventLog log = new EventLog(ring, new NoTopic());
    private final Subscription subscription = new Subscription(ann, new SessionCursors("t", "ann"));
    private final PartitionOffsets offsets = new PartitionOffsets(2, Map.of());
    private long lastSeq;
    private int attempts;

    private void happen(int count) {
        for (var i = 0; i < count; i++) {
            lastSeq++;
            var event = lastSeq == 1
                    ? SampleEvents.joined("t", "g:x", 1, "ann")
                    : SampleEvents.message("t", "g:x", lastSeq);
            ring.append(SampleEvents.logged(1, lastSeq, event));
        }
    }

    /** A join before each of whose attempts so many events are appended. */
    private LiveJoin joinAmid(int eventsBetween) {
        return new LiveJoin(log, SampleEvents.CODEC, router, task -> {
            assertTrue(++attempts < MAX_ATTEMPTS, "it never ends");
            happen(eventsBetween);
            task.run();
        });
    }

    private void resume(LiveJoin join) {
        ring.coverFrom(0, 0);
        ring.coverFrom(1, 0);
        var nothing = new NothingStored();
        new Resume(nothing, nothing, new LoggedBacklog(log, SampleEvents.CODEC, new LogPartitions(2)), join)
                .run(ann, ResumePoint.NONE);
    }

    private CaughtUp nothingToReport() {
        return new CaughtUp(subscription, ResumePoint.NONE);
    }

    private List<String> everything() {
        return LongStream.rangeClosed(0, lastSeq)
                .mapToObj(seq -> seq == 0 ? "welcome {}" : Long.toString(seq))
                .toList();
    }

    @Test
    void endsHoweverMuchHappensBetweenTwoAttempts() {
        happen(1);
        resume(joinAmid(5_000));
        assertEquals(everything(), ann.sent);
        assertTrue(attempts > 1, "the first one may not send that much");
        router.route(new TailedEvent(
                SampleEvents.logged(1, lastSeq + 1, SampleEvents.message("t", "g:x", lastSeq + 1)),
                SampleEvents.message("t", "g:x", lastSeq + 1),
                SampleEvents.CODEC));
        assertEquals(Long.toString(lastSeq + 1), ann.sent.getLast(), "it is live");
    }

    @Test
    void sendsNoMoreThanTheClientHasRoomFor() {
        happen(1);
        subscription.offer(SampleEvents.logged(1, 1, SampleEvents.joined("t", "g:x", 1, "ann")), SampleEvents.CODEC);
        ring.coverFrom(0, 0);
        ring.coverFrom(1, 0);
        offsets.moveTo(1, 2);
        ann.room = 10;
        assertFalse(joinAmid(100).attempt(subscription, offsets, nothingToReport(), 0));
        assertEquals(10, ann.sent.size());
        assertEquals(11, offsets.of(1), "goes on after what was sent");
        ann.room = 1_000;
        assertTrue(joinAmid(0).attempt(subscription, offsets, nothingToReport(), 1));
        assertEquals(LongStream.rangeClosed(1, lastSeq).mapToObj(Long::toString).toList(), ann.sent);
    }

    /** The ring holds everything. */
    private static final class NoTopic implements TopicReader {
        @Override
        public Chunk read(int partition, long from) {
            throw new AssertionError("The ring reaches back.");
        }

        @Override
        public Chunk readToEnd(int partition, long from) {
            throw new AssertionError("Nothing is to be proved.");
        }
    }

    private static final class NothingStored implements EventStore, MembershipStore {
        @Override
        public List<StoredEvent> after(String tenant, String conversation, long afterSeq, int limit) {
            return List.of();
        }

        @Override
        public long headSeq(String tenant, String conversation) {
            return 0;
        }

        @Override
        public Map<Integer, Long> positions() {
            return Map.of();
        }

        @Override
        public List<Membership> of(String tenant, String user) {
            return List.of();
        }

        @Override
        public Optional<Membership> find(String tenant, String conversation, String user) {
            return Optional.empty();
        }
    }
}
