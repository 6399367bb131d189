/** Groups: begun, joined, left, read. */
@NullMarked
package dev.parley.ingress.groups;

import org.jspecify.annotations.NullMarked;
