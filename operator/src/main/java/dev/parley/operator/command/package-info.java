/** What all commands share: how they find a platform, and how they print. */
@NullMarked
package dev.parley.operator.command;

import org.jspecify.annotations.NullMarked;
