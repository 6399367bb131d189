/** What operators see and change of a process while it runs. */
@NullMarked
package dev.parley.runtime.operator;

import org.jspecify.annotations.NullMarked;
