/** The servers that Parley is compared with: how they are started, and what talking to any of them has in common. */
@NullMarked
package dev.parley.bench.peer;

import org.jspecify.annotations.NullMarked;
