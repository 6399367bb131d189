/** Commands over REST: drafted, appended, answered. */
@NullMarked
package dev.parley.ingress.commands;

import org.jspecify.annotations.NullMarked;
