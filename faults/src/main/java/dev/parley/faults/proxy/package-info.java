/** A TCP proxy that misbehaves when told to. */
@NullMarked
package dev.parley.faults.proxy;

import org.jspecify.annotations.NullMarked;
