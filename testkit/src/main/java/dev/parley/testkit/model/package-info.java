/**
 * A model of conversations: what the contract says must come of each action, written down as plainly as possible. It shares no code
 * with what decides in the platform, and knows only the schemas and the codes of refusal.
 */
@NullMarked
package dev.parley.testkit.model;

import org.jspecify.annotations.NullMarked;
