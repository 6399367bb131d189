/** Embedded parts and services, put together. */
@NullMarked
package dev.parley.standalone.platform;

import org.jspecify.annotations.NullMarked;
