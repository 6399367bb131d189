/** Parts of the platform alone: what is written straight to its log, in the place of the service that does so otherwise. */
@NullMarked
package dev.parley.bench.log;

import org.jspecify.annotations.NullMarked;
