/** What was read from the store once, for all who read it next: shared by all nodes, and never older than what they would read. */
@NullMarked
package dev.parley.ingress.cache;

import org.jspecify.annotations.NullMarked;
