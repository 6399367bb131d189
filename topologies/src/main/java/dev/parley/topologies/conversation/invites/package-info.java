/** How one may come into a group without being asked for more. */
@NullMarked
package dev.parley.topologies.conversation.invites;

import org.jspecify.annotations.NullMarked;
