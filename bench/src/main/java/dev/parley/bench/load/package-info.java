/** Open-loop load: what is sent when, what it costs, and the scenarios. */
@NullMarked
package dev.parley.bench.load;

import org.jspecify.annotations.NullMarked;
