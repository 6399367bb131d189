/** How far readers of the log are behind it. */
@NullMarked
package dev.parley.operator.lag;

import org.jspecify.annotations.NullMarked;
