/** What a platform under fault is used with: steady chat whose every outcome is asked for, and readers of all that comes. */
@NullMarked
package dev.parley.faults.traffic;

import org.jspecify.annotations.NullMarked;
