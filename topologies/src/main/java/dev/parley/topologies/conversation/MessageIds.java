package dev.parley.topologies.conversation;

import dev.parley.topologies.memory.ActionIdentity;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Ids of messages: UUIDv7 (RFC 9562) from partition time and the action's identity, so that a replay gives the same. */
final class MessageIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long RANDOM_A = 0x0FFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_B = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final int TIME_SHIFT = 16;

    private MessageIds() {}

    static String of(long at, ActionIdentity identity) {
        var hash = ByteBuffer.wrap(identity.bytes());
        var high = (at << TIME_SHIFT) | VERSION_7 | (hash.getLong(0) & RANDOM_A);
        var low = VARIANT | (hash.getLong(Long.BYTES) & RANDOM_B);
        return new UUID(high, low).toString();
    }
}
