/** Options that several commands have: which platform, whose tenant, where results go. */
@NullMarked
package dev.parley.bench.options;

import org.jspecify.annotations.NullMarked;
