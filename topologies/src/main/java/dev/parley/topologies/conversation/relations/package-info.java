/** What the two of a direct conversation are to each other: blocks and friends. */
@NullMarked
package dev.parley.topologies.conversation.relations;

import org.jspecify.annotations.NullMarked;
