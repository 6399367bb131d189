/** What was said and what happened in a conversation, page by page. */
@NullMarked
package dev.parley.ingress.conversations;

import org.jspecify.annotations.NullMarked;
