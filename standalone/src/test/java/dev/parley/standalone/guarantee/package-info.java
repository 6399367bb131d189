/** What the platform promises, each promise as a class that is shown what was sent and what was received. */
@NullMarked
package dev.parley.standalone.guarantee;

import org.jspecify.annotations.NullMarked;
