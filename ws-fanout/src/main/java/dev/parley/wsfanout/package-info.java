/** The push tier: sockets in, sockets out. */
@NullMarked
package dev.parley.wsfanout;

import org.jspecify.annotations.NullMarked;
