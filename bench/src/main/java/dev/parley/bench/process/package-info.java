/** Processes that a run starts and stops: platforms, parts of one, and further generators. */
@NullMarked
package dev.parley.bench.process;

import org.jspecify.annotations.NullMarked;
