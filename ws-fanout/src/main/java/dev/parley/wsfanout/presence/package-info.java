/** Which sockets are shown which users' presence, and when. */
@NullMarked
package dev.parley.wsfanout.presence;

import org.jspecify.annotations.NullMarked;
