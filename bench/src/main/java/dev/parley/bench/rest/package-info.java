/** REST as many clients at once would use it: kept-alive connections, as little work of our own as possible. */
@NullMarked
package dev.parley.bench.rest;

import org.jspecify.annotations.NullMarked;
