package dev.parley.bench.chat;

import dev.parley.client.Receiver;

/**
 * Something to be said.
 *
 * @param id the same at each attempt; whoever receives the message sees it
 */
public record ChatMessage(String id, Receiver receiver, String text) {}
