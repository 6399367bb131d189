/** {@code parley fault}: breaks a platform of processes while it is used, and holds what it promised against what it did. */
@NullMarked
package dev.parley.faults;

import org.jspecify.annotations.NullMarked;
