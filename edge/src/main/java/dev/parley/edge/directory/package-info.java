/** The edge's own view of tenants and users, folded from their topics. */
@NullMarked
package dev.parley.edge.directory;

import org.jspecify.annotations.NullMarked;
