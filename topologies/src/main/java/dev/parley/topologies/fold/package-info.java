/** What features share that fold logs into what is now, and write that seldom: at least once, each record replacing the one before. */
@NullMarked
package dev.parley.topologies.fold;

import org.jspecify.annotations.NullMarked;
