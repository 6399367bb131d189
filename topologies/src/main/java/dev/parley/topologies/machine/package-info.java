/** The shell around a feature's pure state machine: records in, decisions out. */
@NullMarked
package dev.parley.topologies.machine;

import org.jspecify.annotations.NullMarked;
