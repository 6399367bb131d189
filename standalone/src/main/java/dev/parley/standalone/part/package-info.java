/** What a platform stands on, each as a process of its own: log, schema registry, database. */
@NullMarked
package dev.parley.standalone.part;

import org.jspecify.annotations.NullMarked;
