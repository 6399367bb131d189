/** What is written: rows of the log, folded into the tables' rows. */
@NullMarked
package dev.parley.readmodel.write;

import org.jspecify.annotations.NullMarked;
