/** Kafka client settings, the creation of topics, and the tail that live readers use. */
@NullMarked
package dev.parley.runtime.kafka;

import org.jspecify.annotations.NullMarked;
