/** What clients and server say to each other: the frames of {@code parley.v1+json}, and what follows from them. */
@NullMarked
package dev.parley.wsfanout.session;

import org.jspecify.annotations.NullMarked;
