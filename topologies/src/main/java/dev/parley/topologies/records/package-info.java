/** Records on their way in and out of a feature, the unreadable ones included. */
@NullMarked
package dev.parley.topologies.records;

import org.jspecify.annotations.NullMarked;
