/** What users are to each other: blocks and friends. */
@NullMarked
package dev.parley.ingress.relations;

import org.jspecify.annotations.NullMarked;
