/** What users have of their conversations, from random actions to the tables, against a model that counts everything anew. */
@NullMarked
package dev.parley.standalone.inbox;

import org.jspecify.annotations.NullMarked;
