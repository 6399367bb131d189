/** The clock beside the topologies: lets partition time pass where something is due and nobody speaks. */
@NullMarked
package dev.parley.topologies.ticks;

import org.jspecify.annotations.NullMarked;
