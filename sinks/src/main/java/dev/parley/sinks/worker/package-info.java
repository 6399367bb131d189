/** A Kafka Connect worker in this process, in distributed mode. */
@NullMarked
package dev.parley.sinks.worker;

import org.jspecify.annotations.NullMarked;
