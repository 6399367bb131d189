/** How a run tells what it found: quantiles, tables, JSON, the machine it ran on. */
@NullMarked
package dev.parley.bench.report;

import org.jspecify.annotations.NullMarked;
