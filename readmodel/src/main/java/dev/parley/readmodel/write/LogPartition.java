package dev.parley.readmodel.write;

/** A partition of a topic. */
public record LogPartition(String topic, int number) {}
