/** Where schema ids come from: the Confluent REST subset that every registry in use serves. */
@NullMarked
package dev.parley.schemas.registry;

import org.jspecify.annotations.NullMarked;
