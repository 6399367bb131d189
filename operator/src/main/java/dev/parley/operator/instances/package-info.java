/** The processes of a platform, through their operator API. */
@NullMarked
package dev.parley.operator.instances;

import org.jspecify.annotations.NullMarked;
