package dev.parley.topologies.conversation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keys of one conversation's entries: kind, conversation, and what it is about. */
record StateKeys(byte[] conversation) {
    byte[] of(char kind) {
        return of(kind, new byte[0]);
    }

    /** Parts are ids, which contain no zero byte, so no two keys run into each other. */
    byte[] of(char kind, String... parts) {
        return of(kind, String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] of(char kind, byte[] part) {
        return ByteBuffer.allocate(2 + conversation.length + part.length)
                .put((byte) kind)
                .put(conversation)
                .put((byte) 0)
                .put(part)
                .array();
    }
}
