/** Groups: begun, changed, ended, read, and who belongs to them. */
@NullMarked
package dev.parley.ingress.groups;

import org.jspecify.annotations.NullMarked;
