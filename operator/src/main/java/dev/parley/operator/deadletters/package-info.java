/** What could not be processed: to be looked at and replayed. */
@NullMarked
package dev.parley.operator.deadletters;

import org.jspecify.annotations.NullMarked;
