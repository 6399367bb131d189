/** Actions that were decided, so that a retry gets the same answer: 24 hours of them. */
@NullMarked
package dev.parley.topologies.memory;

import org.jspecify.annotations.NullMarked;
