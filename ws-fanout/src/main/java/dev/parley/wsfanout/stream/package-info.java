/** From history to live without a hole: the ring, bookmarks, resume and routing. Knows no sockets. */
@NullMarked
package dev.parley.wsfanout.stream;

import org.jspecify.annotations.NullMarked;
