/** Kafka in this process. */
@NullMarked
package dev.parley.standalone.broker;

import org.jspecify.annotations.NullMarked;
