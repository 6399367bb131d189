/** The SQL read model: what the sinks write and the edges read. */
@NullMarked
package dev.parley.readmodel;

import org.jspecify.annotations.NullMarked;
