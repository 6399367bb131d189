/** The Kafka Connect sink for the SQL store. */
@NullMarked
package dev.parley.sinks.sql;

import org.jspecify.annotations.NullMarked;
