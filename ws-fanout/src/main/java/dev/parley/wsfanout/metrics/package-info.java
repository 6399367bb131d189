/** What the push tier counts. */
@NullMarked
package dev.parley.wsfanout.metrics;

import org.jspecify.annotations.NullMarked;
