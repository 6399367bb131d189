/** A small router: requests in, values out, every fault a problem+json. Knows who calls, and nothing of what about. */
@NullMarked
package dev.parley.ingress.http;

import org.jspecify.annotations.NullMarked;
