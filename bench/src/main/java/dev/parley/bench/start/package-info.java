/** How long a platform takes to start, up to its first message. */
@NullMarked
package dev.parley.bench.start;

import org.jspecify.annotations.NullMarked;
