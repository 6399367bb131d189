/** Programs as child processes. */
@NullMarked
package dev.parley.standalone.process;

import org.jspecify.annotations.NullMarked;
