/** The REST edge: writes go to the log, reads come from the read model. */
@NullMarked
package dev.parley.ingress;

import org.jspecify.annotations.NullMarked;
