/** Sockets on which nothing happens but heartbeats: what each of them costs a push node. */
@NullMarked
package dev.parley.bench.idle;

import org.jspecify.annotations.NullMarked;
