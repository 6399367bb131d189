package dev.parley.topologies.presence;

import dev.parley.schemas.Lease;
import dev.parley.schemas.Presence;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.topologies.fold.Origin;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.store.InMemoryKeyValues;
import dev.parley.topologies.store.KeyValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The fold of one partition as a task runs it: a crash leaves some of what was put into the state since the last commit, and some of
 * what was written, and the log is read again from the commit.
 */
final class FoldedPartition {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroReader<Presence> reader = new AvroReader<>(registry, Presence.getClassSchema());
    private final List<Presence> written = new ArrayList<>();
    private final Map<String, Presence> last = new HashMap<>();
    private final List<KeyValues.Change> puts = new ArrayList<>();
    private InMemoryKeyValues committed = new InMemoryKeyValues();
    private int committedOffset;
    private int committedWrites;
    private int offset;
    /** By which the offsets of what comes are higher. */
    private int lost;

    private PresenceFold fold = foldOf(committed.copy());

    /** A record of the log. */
    record Logged(Lease lease, long at) {}

    private PresenceFold foldOf(InMemoryKeyValues state) {
        return PresenceFold.factory(registry).apply(new Recorded(state));
    }

    /** The log has forgotten so many records that were not taken. */
    void lose(int count) {
        lost += count;
    }

    /** Takes what it has not taken of a log. */
    void take(List<Logged> log, long now) {
        while (offset < log.size()) {
            var next = log.get(offset);
            var folded = fold.lease(next.lease(), new Origin(offset + lost, next.at(), now));
            assert folded.outputs().isEmpty();
            offset++;
        }
    }

    void tick(long now) {
        fold.tick(now);
        for (var key : fold.emissions().take(now)) {
            fold.current(key, now).ifPresent(this::write);
        }
    }

    private void write(Output output) {
        var presence = reader.read(output.bytes());
        written.add(presence);
        last.put(keyOf(presence), presence);
    }

    void commit() {
        committed = surviving(puts.size());
        puts.clear();
        committedOffset = offset;
        committedWrites = written.size();
    }

    void crash(Random random) {
        committed = surviving(random.nextInt(puts.size() + 1));
        puts.clear();
        var kept = committedWrites + random.nextInt(written.size() - committedWrites + 1);
        written.subList(kept, written.size()).clear();
        last.clear();
        written.forEach(each -> last.put(keyOf(each), each));
        committedWrites = kept;
        offset = committedOffset;
        fold = foldOf(committed.copy());
    }

    private InMemoryKeyValues surviving(int count) {
        var state = committed.copy();
        state.change(puts.subList(0, count));
        return state;
    }

    /** The record that a compacted topic keeps of each user. */
    Map<String, Presence> last() {
        return last;
    }

    /** The record that a reader goes by who takes none of a lower version than it has. */
    Map<String, Presence> newest() {
        var newest = new HashMap<String, Presence>();
        written.forEach(each ->
                newest.merge(keyOf(each), each, (one, other) -> other.getVersion() >= one.getVersion() ? other : one));
        return newest;
    }

    private static String keyOf(Presence presence) {
        return presence.getTenant() + "/" + presence.getUser();
    }

    int writes() {
        return written.size();
    }

    /** Leases, nodes and connected users as they are counted. */
    String counts() {
        return fold.leases() + " " + fold.nodes() + " " + fold.connected();
    }

    /** How many entries of a kind the state has. */
    int entries(char kind) {
        return surviving(puts.size())
                .first(new byte[] {(byte) kind}, new byte[] {(byte) (kind + 1)}, Integer.MAX_VALUE)
                .size();
    }

    /** Remembers the order of what is put. */
    private final class Recorded implements KeyValues {
        private final InMemoryKeyValues state;

        private Recorded(InMemoryKeyValues state) {
            this.state = state;
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            return state.get(key);
        }

        @Override
        public void put(byte[] key, byte[] value) {
            puts.add(new Change(key, value));
            state.put(key, value);
        }

        @Override
        public void delete(byte[] key) {
            puts.add(new Change(key, null));
            state.delete(key);
        }

        @Override
        public List<Entry> first(byte[] fromInclusive, byte[] toExclusive, int limit) {
            return state.first(fromInclusive, toExclusive, limit);
        }

        @Override
        public byte @Nullable [] lastKey(byte[] fromInclusive, byte[] toExclusive) {
            return state.lastKey(fromInclusive, toExclusive);
        }
    }
}
