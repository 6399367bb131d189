package dev.parley.ingress.cache;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A value that is the version that it was read at. */
final class NumberFormat implements CachedFormat<Long> {
    @Override
    public byte[] write(Long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    @Override
    public Optional<Long> read(ByteBuffer bytes) {
        return bytes.remaining() == Long.BYTES ? Optional.of(bytes.getLong()) : Optional.empty();
    }
}
