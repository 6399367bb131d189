/** Which sockets the log has as present: their leases, and the node's signs of life. */
@NullMarked
package dev.parley.wsfanout.lease;

import org.jspecify.annotations.NullMarked;
