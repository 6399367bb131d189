/** Who is kept out of a group, and who may not write there. */
@NullMarked
package dev.parley.topologies.conversation.bans;

import org.jspecify.annotations.NullMarked;
