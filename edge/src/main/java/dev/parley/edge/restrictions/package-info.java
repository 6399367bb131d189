/** Who is shown nothing of whom, and who may not write where. */
@NullMarked
package dev.parley.edge.restrictions;

import org.jspecify.annotations.NullMarked;
