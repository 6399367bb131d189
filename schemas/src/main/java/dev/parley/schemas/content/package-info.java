/** What the content of messages means. */
@NullMarked
package dev.parley.schemas.content;

import org.jspecify.annotations.NullMarked;
