package dev.parley.topologies.memory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Keys of facts in one value: none is empty, one stands as it is, several are written behind their lengths. */
final class FactKeys {
    /** No key of a store begins with this byte. */
    private static final byte SEVERAL = 0;

    private FactKeys() {}

    static byte[] write(List<byte[]> keys) {
        if (keys.size() <= 1) {
            return keys.isEmpty() ? new byte[0] : keys.getFirst();
        }
        var bytes = ByteBuffer.allocate(
                1 + keys.stream().mapToInt(key -> Integer.BYTES + key.length).sum());
        bytes.put(SEVERAL);
        keys.forEach(key -> bytes.putInt(key.length).put(key));
        return bytes.array();
    }

    static List<byte[]> read(byte[] value) {
        if (value.length == 0) {
            return List.of();
        }
        if (value[0] != SEVERAL) {
            return List.of(value);
        }
        var keys = new ArrayList<byte[]>();
        var bytes = ByteBuffer.wrap(value, 1, value.length - 1);
        while (bytes.hasRemaining()) {
            var key = new byte[bytes.getInt()];
            bytes.get(key);
            keys.add(key);
        }
        return keys;
    }
}
