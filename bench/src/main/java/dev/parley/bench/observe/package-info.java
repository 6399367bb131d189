/** Metrics of a platform, and management data of its JVMs. */
@NullMarked
package dev.parley.bench.observe;

import org.jspecify.annotations.NullMarked;
