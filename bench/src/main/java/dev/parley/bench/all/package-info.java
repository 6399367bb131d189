/** Every scenario, one after the other. */
@NullMarked
package dev.parley.bench.all;

import org.jspecify.annotations.NullMarked;
