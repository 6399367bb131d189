/** What can be asked on the command line. */
@NullMarked
package dev.parley.standalone.command;

import org.jspecify.annotations.NullMarked;
