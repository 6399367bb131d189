/** The data folder of a platform. */
@NullMarked
package dev.parley.standalone.data;

import org.jspecify.annotations.NullMarked;
