/** The read side, as ports. */
@NullMarked
package dev.parley.readmodel.read;

import org.jspecify.annotations.NullMarked;
