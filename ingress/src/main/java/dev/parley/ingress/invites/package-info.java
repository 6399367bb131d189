/** Invites into groups. */
@NullMarked
package dev.parley.ingress.invites;

import org.jspecify.annotations.NullMarked;
