/** The one key-value store of a feature, as the pure deciders see it. */
@NullMarked
package dev.parley.topologies.store;

import org.jspecify.annotations.NullMarked;
