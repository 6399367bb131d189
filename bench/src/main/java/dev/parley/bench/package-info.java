/** The load generator's command line. */
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;
