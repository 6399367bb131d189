/** The statements, in SQL that TiDB and MariaDB both understand. */
@NullMarked
package dev.parley.readmodel.sql;

import org.jspecify.annotations.NullMarked;
