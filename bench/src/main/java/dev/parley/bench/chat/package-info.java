/** What is measured, as its clients see it: the one thing that Parley and its peers have in common. */
@NullMarked
package dev.parley.bench.chat;

import org.jspecify.annotations.NullMarked;
