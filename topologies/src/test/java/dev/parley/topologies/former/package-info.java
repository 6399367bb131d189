/** What version 1 read, kept and decided: the present version must go on from there with the same bytes. */
@NullMarked
package dev.parley.topologies.former;

import org.jspecify.annotations.NullMarked;
