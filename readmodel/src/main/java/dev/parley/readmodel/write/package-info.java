/** The write side: projections from records of the log to rows of tables, independent of the kind of store. */
@NullMarked
package dev.parley.readmodel.write;

import org.jspecify.annotations.NullMarked;
