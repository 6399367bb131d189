/** User actions in, users and outcomes out. */
@NullMarked
package dev.parley.topologies.users;

import org.jspecify.annotations.NullMarked;
