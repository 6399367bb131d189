/** What readers see when a process dies between sending and committing. */
@NullMarked
package dev.parley.standalone.crash;

import org.jspecify.annotations.NullMarked;
