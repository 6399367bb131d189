/** Whether a change made the platform dearer. */
@NullMarked
package dev.parley.bench.gate;

import org.jspecify.annotations.NullMarked;
