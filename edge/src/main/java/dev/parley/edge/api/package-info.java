/** What REST and sockets have in common: ids, bodies, problems, the JSON of events, messages and users. */
@NullMarked
package dev.parley.edge.api;

import org.jspecify.annotations.NullMarked;
