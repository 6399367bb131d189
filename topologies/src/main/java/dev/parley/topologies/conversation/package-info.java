/** Actions in, events and outcomes out: dedup, authorise, order. One partition is one deterministic state machine. */
@NullMarked
package dev.parley.topologies.conversation;

import org.jspecify.annotations.NullMarked;
