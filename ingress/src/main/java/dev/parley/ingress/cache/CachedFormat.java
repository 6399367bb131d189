package dev.parley.ingress.cache;

import java.nio.ByteBuffer;
import java.util.Optional;

/** How a value is written in a cache. A change of it, or of what is in it, needs a new name of the keys. */
public interface CachedFormat<T> {
    byte[] write(T value);

    /** Empty where the bytes are none that {@link #write} gave. Never throws. */
    Optional<T> read(ByteBuffer bytes);
}
