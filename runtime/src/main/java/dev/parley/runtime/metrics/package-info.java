/** Metrics that several services of a process share. */
@NullMarked
package dev.parley.runtime.metrics;

import org.jspecify.annotations.NullMarked;
