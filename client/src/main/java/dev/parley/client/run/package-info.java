/** What programs share that act as many clients: concurrent set-up, progress, tables, results, error messages. */
@NullMarked
package dev.parley.client.run;

import org.jspecify.annotations.NullMarked;
