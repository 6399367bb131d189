/** The Kafka Streams applications: each feature in a package of its own, run by one service. */
@NullMarked
package dev.parley.topologies;

import org.jspecify.annotations.NullMarked;
