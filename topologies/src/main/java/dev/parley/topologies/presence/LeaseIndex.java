package dev.parley.topologies.presence;

import dev.parley.topologies.fold.StateKey;
import dev.parley.topologies.store.KeyValues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which users hold leases of which node: keys {@code I}, length of the node's name in two bytes, name, key of the user. One thread. */
record LeaseIndex(KeyValues state) {
    private static final char INDEX = 'I';
    private static final byte[] PRESENT = {1};
    private static final int HEAD = 1 + Short.BYTES;

    /** @param user key of the user's records */
    record Entry(String node, byte[] user) {}

    void add(String node, byte[] user) {
        state.put(keyOf(node, user), PRESENT);
    }

    void remove(String node, byte[] user) {
        state.delete(keyOf(node, user));
    }

    /** Users of a node, in their order, after one; after the empty key: from the first. */
    List<byte[]> users(String node, byte[] after, int limit) {
        return state.first(StateKey.after(keyOf(node, after)), endOf(node), limit).stream()
                .map(entry -> entryOf(entry.key()).user())
                .toList();
    }

    /** Entries of all nodes, in their order. */
    List<Entry> entries(@Nullable Entry after, int limit) {
        var from = after == null ? new byte[] {INDEX} : StateKey.after(keyOf(after.node(), after.user()));
        return state.first(from, new byte[] {INDEX + 1}, limit).stream()
                .map(entry -> entryOf(entry.key()))
                .toList();
    }

    private static byte[] keyOf(String node, byte[] user) {
        var name = node.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD + name.length + user.length)
                .put((byte) INDEX)
                .putShort((short) name.length)
                .put(name)
                .put(user)
                .array();
    }

    /** Behind all keys of a node: no key of a user begins with this byte, which is none of UTF-8. */
    private static byte[] endOf(String node) {
        return keyOf(node, new byte[] {(byte) 0xff});
    }

    private static Entry entryOf(byte[] key) {
        var end = HEAD + Short.toUnsignedInt(ByteBuffer.wrap(key).getShort(1));
        var node = new String(key, HEAD, end - HEAD, StandardCharsets.UTF_8);
        return new Entry(node, Arrays.copyOfRange(key, end, key.length));
    }
}
