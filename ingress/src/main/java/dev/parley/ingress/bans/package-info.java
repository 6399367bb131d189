/** Bans and mutes of groups. */
@NullMarked
package dev.parley.ingress.bans;

import org.jspecify.annotations.NullMarked;
