package dev.parley.wsfanout.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.MembershipStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fault 34: the client of a session that waits for its turn at the store gives up. The store is asked nothing more for it. */
class GivenUpTest {
    private final RecordingSubscriber ann = new RecordingSubscriber();
    private final List<String> asked = new ArrayList<>();
    private final Ring ring = new Ring(1, 1_000);
    private final EventLog log = new EventLog(ring, new NoTopic());

    @ParameterizedTest
    @CsvSource({"positions,[positions]", "memberships,'[positions, memberships]'"})
    void asksTheStoreNothingMore(String during, String expected) {
        var store = new Store(during);
        var logged = new LoggedBacklog(log, SampleEvents.CODEC, new LogPartitions(1));
        var join = new LiveJoin(log, SampleEvents.CODEC, new LiveRouter(new LiveSessions(), (_, _) -> {}), _ -> {
            throw new AssertionError("it joins");
        });

        new Resume(store, store, logged, join).run(ann, ResumePoint.NONE);

        assertEquals(expected, asked.toString());
        assertEquals(List.of(), ann.sent);
    }

    private static final class NoTopic implements TopicReader {
        @Override
        public Chunk read(int partition, long from) {
            throw new AssertionError("The log is read.");
        }

        @Override
        public Chunk readToEnd(int partition, long from) {
            throw new AssertionError("The log is read.");
        }
    }

    private final class Store implements EventStore, MembershipStore {
        private final String during;

        private Store(String during) {
            this.during = during;
        }

        private void ask(String what) {
            asked.add(what);
            ann.isOpen = ann.isOpen && !what.equals(during);
        }

        @Override
        public Map<Integer, Long> positions() {
            ask("positions");
            return Map.of();
        }

        @Override
        public List<Membership> of(String tenant, String user) {
            ask("memberships");
            return List.of();
        }

        @Override
        public List<StoredEvent> after(String tenant, String conversation, long afterSeq, int limit) {
            ask("events");
            return List.of();
        }

        @Override
        public long headSeq(String tenant, String conversation) {
            ask("head");
            return 0;
        }

        @Override
        public Optional<Membership> find(String tenant, String conversation, String user) {
            ask("membership");
            return Optional.empty();
        }
    }
}
