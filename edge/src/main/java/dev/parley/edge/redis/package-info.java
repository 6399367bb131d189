/** What nodes share in a Redis that may be slow, down or empty: nothing that cannot be rebuilt. */
@NullMarked
package dev.parley.edge.redis;

import org.jspecify.annotations.NullMarked;
