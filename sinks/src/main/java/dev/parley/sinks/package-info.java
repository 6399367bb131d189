/** The service that fills the stores from the log. */
@NullMarked
package dev.parley.sinks;

import org.jspecify.annotations.NullMarked;
