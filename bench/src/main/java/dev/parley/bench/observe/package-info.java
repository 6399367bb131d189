/** What a platform says of itself, and what its JVMs tell whoever attaches to them. */
@NullMarked
package dev.parley.bench.observe;

import org.jspecify.annotations.NullMarked;
