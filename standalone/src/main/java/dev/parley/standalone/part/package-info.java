/** The embedded parts as processes of their own: broker, schema registry, database. */
@NullMarked
package dev.parley.standalone.part;

import org.jspecify.annotations.NullMarked;
