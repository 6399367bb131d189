/** From history to live without a hole: the ring, cursors, resume and routing. Knows no sockets. */
@NullMarked
package dev.parley.wsfanout.stream;

import org.jspecify.annotations.NullMarked;
