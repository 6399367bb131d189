package dev.parley.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as every member of its conversation is shown it.
 *
 * @param text null once it is deleted
 * @param reactions how many have each; nobody's are not listed
 */
public record MessageState(
        String id, @Nullable String text, boolean isDeleted, boolean isPinned, Map<String, Long> reactions) {}
