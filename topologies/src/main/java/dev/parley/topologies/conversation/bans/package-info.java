/** Bans and mutes of a group. */
@NullMarked
package dev.parley.topologies.conversation.bans;

import org.jspecify.annotations.NullMarked;
