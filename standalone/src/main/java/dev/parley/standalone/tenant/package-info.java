/** Tenants of a running platform, made by hand. */
@NullMarked
package dev.parley.standalone.tenant;

import org.jspecify.annotations.NullMarked;
