/** How groups begin, and who comes and goes. */
@NullMarked
package dev.parley.topologies.conversation.groups;

import org.jspecify.annotations.NullMarked;
