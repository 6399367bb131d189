/**
 * What is live and has no seq: how far members have got, and what users set on their conversations. Routed by the memberships of the
 * live sessions, never replayed, and the first to be dropped.
 */
@NullMarked
package dev.parley.wsfanout.signals;

import org.jspecify.annotations.NullMarked;
