/** What a process that serves clients is made of; Edge puts it together. */
@NullMarked
package dev.parley.edge;

import org.jspecify.annotations.NullMarked;
