/** Topics, and the tail that reads them, on a real broker. */
@NullMarked
package dev.parley.standalone.log;

import org.jspecify.annotations.NullMarked;
