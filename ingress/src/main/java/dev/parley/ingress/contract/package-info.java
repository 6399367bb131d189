/** The OpenAPI document, as served. */
@NullMarked
package dev.parley.ingress.contract;

import org.jspecify.annotations.NullMarked;
