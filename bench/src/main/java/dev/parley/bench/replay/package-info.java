/** Plays recorded chat into a running platform as its clients would, and checks what became of it. */
@NullMarked
package dev.parley.bench.replay;

import org.jspecify.annotations.NullMarked;
