package dev.parley.wsfanout.session;

import org.jspecify.annotations.Nullable;

/** A message that a client sent and wants to hear of again. */
record SentMessage(@Nullable String ref, String clientMsgId) {}
