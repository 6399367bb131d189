/** Who is connected where, and what users want to be shown as, in; how they are shown out. */
@NullMarked
package dev.parley.topologies.presence;

import org.jspecify.annotations.NullMarked;
