/** The chat page for trying the platform: static files, and tokens of the demo users. Not served unless a setting says so. */
@NullMarked
package dev.parley.ingress.console;

import org.jspecify.annotations.NullMarked;
