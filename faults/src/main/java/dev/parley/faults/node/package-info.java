/** A platform as processes that can be killed, frozen and started again one by one. */
@NullMarked
package dev.parley.faults.node;

import org.jspecify.annotations.NullMarked;
