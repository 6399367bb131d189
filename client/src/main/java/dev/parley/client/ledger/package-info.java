/** What was sent against what was received: pure classes that know no network. */
@NullMarked
package dev.parley.client.ledger;

import org.jspecify.annotations.NullMarked;
