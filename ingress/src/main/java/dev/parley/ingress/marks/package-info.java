/** What a user sets on messages for themself alone: saved, deleted for them, subscribed to the thread. */
@NullMarked
package dev.parley.ingress.marks;

import org.jspecify.annotations.NullMarked;
