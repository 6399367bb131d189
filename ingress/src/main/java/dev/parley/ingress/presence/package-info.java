/** Who is there, and what the caller wants to be shown as. */
@NullMarked
package dev.parley.ingress.presence;

import org.jspecify.annotations.NullMarked;
