/** What members say, and what they do with it. */
@NullMarked
package dev.parley.topologies.conversation.messages;

import org.jspecify.annotations.NullMarked;
