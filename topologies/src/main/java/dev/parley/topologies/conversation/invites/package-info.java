/** Invites: users join a group by a code. */
@NullMarked
package dev.parley.topologies.conversation.invites;

import org.jspecify.annotations.NullMarked;
