/** Who is there: every user as others are shown them, and what users want to be shown as. */
@NullMarked
package dev.parley.edge.presence;

import org.jspecify.annotations.NullMarked;
