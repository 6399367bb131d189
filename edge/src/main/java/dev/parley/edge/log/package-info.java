/** Appending an action to the log and waiting for what came of it. */
@NullMarked
package dev.parley.edge.log;

import org.jspecify.annotations.NullMarked;
