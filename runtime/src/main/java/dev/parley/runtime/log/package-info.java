/** Logs as key=value lines on standard output. */
@NullMarked
package dev.parley.runtime.log;

import org.jspecify.annotations.NullMarked;
