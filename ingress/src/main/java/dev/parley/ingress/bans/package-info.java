/** Who is kept out of groups, and who may not write there. */
@NullMarked
package dev.parley.ingress.bans;

import org.jspecify.annotations.NullMarked;
