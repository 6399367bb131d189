package dev.parley.testkit.model.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Which conversations a list has.
 *
 * @param archived null = all
 * @param unread null = all
 * @param prefix of their names
 */
public record InboxFilter(
        @Nullable Boolean archived, @Nullable Boolean unread, String prefix, boolean withHidden, boolean withFormer) {}
