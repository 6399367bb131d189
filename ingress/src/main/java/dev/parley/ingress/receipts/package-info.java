/** How far members have got: their own markers, what is unread after them, and who has read a message. */
@NullMarked
package dev.parley.ingress.receipts;

import org.jspecify.annotations.NullMarked;
