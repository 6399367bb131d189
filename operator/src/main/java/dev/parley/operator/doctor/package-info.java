/** Checks of a deployment, each with what to do. */
@NullMarked
package dev.parley.operator.doctor;

import org.jspecify.annotations.NullMarked;
