/** The whole platform, used as its clients use it. */
@NullMarked
package dev.parley.standalone.system;

import org.jspecify.annotations.NullMarked;
