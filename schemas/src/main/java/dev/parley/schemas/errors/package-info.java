/** Every error that a client can meet: one catalogue for topologies, edges, documents and tests. */
@NullMarked
package dev.parley.schemas.errors;

import org.jspecify.annotations.NullMarked;
