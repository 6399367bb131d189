package dev.parley.topologies.fold;

import java.util.Arrays;

/** Keys of a fold's state: one byte that says what it is, then the key of a record. */
public final class StateKey {
    private StateKey() {}

    public static byte[] of(char kind, byte[] key) {
        var of = new byte[1 + key.length];
        of[0] = (byte) kind;
        System.arraycopy(key, 0, of, 1, key.length);
        return of;
    }

    /** The key of a record behind a key of the state. */
    public static byte[] recordKey(byte[] stateKey) {
        return Arrays.copyOfRange(stateKey, 1, stateKey.length);
    }

    /** The key that follows a key with none in between. */
    public static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
