/** Typed configuration from the environment; the only code that reads it. */
@NullMarked
package dev.parley.runtime.config;

import org.jspecify.annotations.NullMarked;
