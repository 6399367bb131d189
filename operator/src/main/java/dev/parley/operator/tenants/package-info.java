/** Tenants of a running platform. */
@NullMarked
package dev.parley.operator.tenants;

import org.jspecify.annotations.NullMarked;
