package dev.parley.edge.redis;

import org.jspecify.annotations.Nullable;

/** What came of a call. */
public sealed interface RedisAnswer<T> {
    /** @param value as Redis gave it; null where there is none */
    record Answered<T>(@Nullable T value) implements RedisAnswer<T> {}

    /** Redis did not answer in time, or refused, or was not asked. Whether it did what was asked is not known. */
    record Unavailable<T>() implements RedisAnswer<T> {}
}
