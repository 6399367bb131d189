package dev.parley.topologies.fold;

/**
 * Where a record came from.
 *
 * @param offset in its partition
 * @param at the record's time in milliseconds
 * @param now of the wall clock, in milliseconds: for pacing only
 */
public record Origin(long offset, long at, long now) {}
