package dev.parley.wsfanout.stream;

import org.jspecify.annotations.Nullable;

/**
 * An event as the node receives it.
 *
 * @param wire the event in wire format; null or malformed bytes are counted as unreadable
 */
public record EventRecord(int partition, long offset, byte @Nullable [] wire) {}
