package dev.parley.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to be shown as.
 *
 * @param state online, away, busy or invisible; online without a text is as the devices say
 * @param text at most 200 characters; null = none
 * @param until when both end by themselves; null = when they are changed
 */
public record OwnPresence(
        String state, @Nullable String text, @Nullable Instant until) {}
