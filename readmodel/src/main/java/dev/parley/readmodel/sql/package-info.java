/** The SQL adapters, in statements that both TiDB and MariaDB understand. */
@NullMarked
package dev.parley.readmodel.sql;

import org.jspecify.annotations.NullMarked;
