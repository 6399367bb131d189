/** The one folder that keeps everything. */
@NullMarked
package dev.parley.standalone.data;

import org.jspecify.annotations.NullMarked;
