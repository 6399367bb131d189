/** The command line, and the whole platform in one process. */
@NullMarked
package dev.parley.standalone;

import org.jspecify.annotations.NullMarked;
