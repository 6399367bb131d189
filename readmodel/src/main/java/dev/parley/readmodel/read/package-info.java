/** What can be read, as ports; the adapters are SQL. */
@NullMarked
package dev.parley.readmodel.read;

import org.jspecify.annotations.NullMarked;
