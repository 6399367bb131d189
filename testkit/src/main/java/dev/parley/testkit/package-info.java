/** What the tests of several modules share: one broker and one database server a JVM, bounded polling, raw HTTP. */
@NullMarked
package dev.parley.testkit;

import org.jspecify.annotations.NullMarked;
