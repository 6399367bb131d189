package dev.parley.bench.chat;

import dev.parley.client.MessageReceiver;

/**
 * Something to be said.
 *
 * @param id the same at each attempt; receivers of the message see it
 */
public record ChatMessage(String id, MessageReceiver receiver, String text) {}
