/** The process's HTTP front, which services mount their handlers on. */
@NullMarked
package dev.parley.runtime.http;

import org.jspecify.annotations.NullMarked;
