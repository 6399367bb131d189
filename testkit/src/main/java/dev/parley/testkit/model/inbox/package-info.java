/**
 * A model of what users have of their conversations: how far they have read, what is unread, what they set for themselves. It counts by
 * a look at every message, and knows only the schemas.
 */
@NullMarked
package dev.parley.testkit.model.inbox;

import org.jspecify.annotations.NullMarked;
