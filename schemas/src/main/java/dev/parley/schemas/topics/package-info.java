/** The topic catalogue as code. */
@NullMarked
package dev.parley.schemas.topics;

import org.jspecify.annotations.NullMarked;
