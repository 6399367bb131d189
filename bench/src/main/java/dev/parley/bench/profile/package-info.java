/** Profiles of the JVMs of a platform on this machine, taken while a load run measures it. */
@NullMarked
package dev.parley.bench.profile;

import org.jspecify.annotations.NullMarked;
