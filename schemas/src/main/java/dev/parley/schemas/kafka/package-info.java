/** The few things the contract needs of Kafka itself: topics that exist, and topics that are read as a table. */
@NullMarked
package dev.parley.schemas.kafka;

import org.jspecify.annotations.NullMarked;
