/** Who is calling: API keys, user tokens, socket tickets. */
@NullMarked
package dev.parley.edge.identity;

import org.jspecify.annotations.NullMarked;
