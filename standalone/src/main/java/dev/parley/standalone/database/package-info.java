/** MariaDB as a child process. */
@NullMarked
package dev.parley.standalone.database;

import org.jspecify.annotations.NullMarked;
