/** What members say of how far they have got, and what their own events tell of it, in; markers out. */
@NullMarked
package dev.parley.topologies.receipts;

import org.jspecify.annotations.NullMarked;
