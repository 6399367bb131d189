/** What was sent against what was received: pure classes that know no network. */
@NullMarked
package dev.parley.bench.ledger;

import org.jspecify.annotations.NullMarked;
