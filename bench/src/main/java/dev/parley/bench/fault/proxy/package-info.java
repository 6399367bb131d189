/** A TCP proxy that misbehaves when told to. */
@NullMarked
package dev.parley.bench.fault.proxy;

import org.jspecify.annotations.NullMarked;
