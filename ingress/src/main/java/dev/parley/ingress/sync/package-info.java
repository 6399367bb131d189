/** What a client missed: the state of all its conversations, and the events since, over all of them at once. */
@NullMarked
package dev.parley.ingress.sync;

import org.jspecify.annotations.NullMarked;
