/** Kafka Streams around the pure decisions: sources, processor, store, sinks. Nothing outside of it and the features needs Streams. */
@NullMarked
package dev.parley.topologies.streams;

import org.jspecify.annotations.NullMarked;
