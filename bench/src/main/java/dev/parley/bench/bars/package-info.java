/** What must be reached, held against the results of runs. */
@NullMarked
package dev.parley.bench.bars;

import org.jspecify.annotations.NullMarked;
