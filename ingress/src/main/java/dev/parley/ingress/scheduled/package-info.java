/** Messages that are sent later: scheduled, listed, cancelled. */
@NullMarked
package dev.parley.ingress.scheduled;

import org.jspecify.annotations.NullMarked;
