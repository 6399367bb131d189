/** How fast the log gets into the store. */
@NullMarked
package dev.parley.bench.sink;

import org.jspecify.annotations.NullMarked;
