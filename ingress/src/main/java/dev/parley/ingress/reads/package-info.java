/** What reads have in common: waiting for the store, pages, who may read which conversation. */
@NullMarked
package dev.parley.ingress.reads;

import org.jspecify.annotations.NullMarked;
