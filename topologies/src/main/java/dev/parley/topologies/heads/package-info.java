/** Events in; conversations and memberships as they are now out. */
@NullMarked
package dev.parley.topologies.heads;

import org.jspecify.annotations.NullMarked;
