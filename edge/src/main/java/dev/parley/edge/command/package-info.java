/** What clients may ask of conversations, one class a command, for REST and sockets. */
@NullMarked
package dev.parley.edge.command;

import org.jspecify.annotations.NullMarked;
