package dev.parley.topologies.streams;

/**
 * A record on its way out, with the partition it must go to.
 *
 * @param partition number in the target topic
 * @param bytes the value in wire format
 */
public record Outbound(int partition, byte[] bytes) {}
