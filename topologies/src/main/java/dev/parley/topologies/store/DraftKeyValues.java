package dev.parley.topologies.store;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes that are not made yet, over the state as it is: all of them happen together, or none. For one decision. */
public final class DraftKeyValues implements KeyValues {
    private final KeyValues state;
    private final Map<ByteBuffer, Optional<byte[]>> changes = new LinkedHashMap<>();

    public DraftKeyValues(KeyValues state) {
        this.state = state;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        var changed = changes.get(ByteBuffer.wrap(key));
        return changed == null ? state.get(key) : changed.orElse(null);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        changes.put(ByteBuffer.wrap(key), Optional.of(value));
    }

    @Override
    public void delete(byte[] key) {
        changes.put(ByteBuffer.wrap(key), Optional.empty());
    }

    /** Of the state as it is: a decision reads no ranges that it changes itself. */
    @Override
    public List<Entry> first(byte[] fromInclusive, byte[] toExclusive, int limit) {
        return state.first(fromInclusive, toExclusive, limit);
    }

    @Override
    public byte @Nullable [] lastKey(byte[] fromInclusive, byte[] toExclusive) {
        return state.lastKey(fromInclusive, toExclusive);
    }

    /** Makes the changes, in the order in which they were drafted. */
    public void commit() {
        state.change(changes.entrySet().stream()
                .map(each -> new Change(each.getKey().array(), each.getValue().orElse(null)))
                .toList());
        changes.clear();
    }
}
