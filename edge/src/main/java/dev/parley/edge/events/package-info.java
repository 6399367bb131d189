/** Events as clients see them, one writer a kind. */
@NullMarked
package dev.parley.edge.events;

import org.jspecify.annotations.NullMarked;
